export const share = {
  group: 'Link',
  button: 'Copy link',
  copy: 'Copy a link to exactly this',
  copiedRow: 'Copied: these rows, this row, this zone.',
  copiedList: 'Copied: these rows, this zone.',
  localOnly: 'It opens on this machine only.',
  refused: 'The browser did not allow copying. Copy the address bar instead.',
  opened: 'Opened from a link: the rows as they were when it was copied.',
  showNewest: 'Show what came since',
  myLayout: 'My layout',
}
