/**
 * Replaces a part of what stands in a field as if it had been typed, so that the browser's own undo takes it back.
 * The caret is then behind it.
 */
export function replaceText(
  field: HTMLTextAreaElement,
  range: { readonly start: number; readonly end: number },
  text: string,
): void {
  field.focus()
  field.setSelectionRange(range.start, range.end)
  // No other way keeps the undo history of a field.
  const done = text === '' ? document.execCommand('delete') : document.execCommand('insertText', false, text)
  if (done) return
  field.setRangeText(text, range.start, range.end, 'end')
  field.dispatchEvent(
    new InputEvent('input', { bubbles: true, inputType: 'insertReplacementText', data: text }),
  )
}
