import type { openFile as en } from '../en/open-file.ts'

export const openFile: typeof en = {
  title: '打开日志文件',
  choose: '选择文件，或拖放到这里',
  staysHere: '文件只在本浏览器中打开，不会上传。',
  formats:
    '支持 Chromium 的 NetLog、结构化事件 JSON、NDJSON，也可以是 gzip 压缩文件。如需保留文件并分享链接，请使用导入。',
  reading: (name) => `正在读取 ${name}`,
  refused: (name) => `无法打开 ${name}`,
  readRows: (rows) => `${rows} 条事件`,
  rejected: (rows) => `${rows} 条无法读取`,
  truncated: '文件不完整',
  notes: (count) => `${count} 条说明`,
  close: '关闭文件',
}
