export const workspace = {
  newerLink: 'This link was made by a newer version. Refresh the page to open it.',
}
