import { afterEach, expect, test, vi } from 'vitest'
import { uploadFile } from './upload.ts'

afterEach(() => vi.unstubAllGlobals())

/** Answers every request with this text and status 200. */
function answering(text: string): void {
  class Answered extends EventTarget {
    readonly upload = new EventTarget()
    readonly status = 200
    readonly responseText = text
    open(): void {}
    setRequestHeader(): void {}
    send(): void {
      this.dispatchEvent(new Event('load'))
    }
  }
  vi.stubGlobal('XMLHttpRequest', Answered)
}

test.each(['<h1>Sign in</h1>', '{}', '{"imports":[]}'])(
  'an answer that cannot be read ends the upload: %s',
  async (text) => {
    answering(text)
    const outcome = await uploadFile({
      file: new File(['x'], 'a.ndjson'),
      salvage: false,
      onSent: () => undefined,
      signal: new AbortController().signal,
    })
    expect(outcome).toMatchObject({ kind: 'failed', problem: { code: 'unreadable-answer' } })
  },
)
