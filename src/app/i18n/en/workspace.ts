export const workspace = {
  newerLink: 'This link was made by a newer version. Refresh the page to open it.',
  group: 'Lists',
  addList: 'Put another list beside this one',
  closeList: 'Close this list',
}
