/** Live tail: on, off, rate. */
export function TailControl() {
  return null
}
