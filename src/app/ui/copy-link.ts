import { copyText } from './copy-text.ts'

/** As a link with its title where rich text is taken (chat, tickets), as the plain address elsewhere. */
export async function copyLink(address: string, title: string): Promise<boolean> {
  const link = document.createElement('a')
  link.href = address
  link.textContent = title
  try {
    await navigator.clipboard.write([
      new ClipboardItem({
        'text/html': new Blob([link.outerHTML], { type: 'text/html' }),
        'text/plain': new Blob([address], { type: 'text/plain' }),
      }),
    ])
    return true
  } catch {
    return copyText(address)
  }
}
