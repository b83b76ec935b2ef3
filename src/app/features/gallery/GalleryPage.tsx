/** Every piece of the interface, for development. */
export function GalleryPage() {
  return null
}
