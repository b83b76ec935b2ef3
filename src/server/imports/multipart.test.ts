import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { filesOfMultipart, multipartBoundary } from './multipart.ts'

/** The bytes in chunks of the given size. */
function streamOf(bytes: Uint8Array, size: number): ReadableStream<Uint8Array> {
  let from = 0
  return new ReadableStream({
    pull: (controller) => {
      if (from >= bytes.length) return controller.close()
      controller.enqueue(bytes.subarray(from, from + size))
      from += size
      return undefined
    },
  })
}

async function read(bytes: Uint8Array, boundary: string, size: number): Promise<[string, Buffer][]> {
  const files: [string, Buffer][] = []
  for await (const file of filesOfMultipart(streamOf(bytes, size), boundary)) {
    const chunks: Uint8Array[] = []
    for await (const chunk of file.body) chunks.push(chunk)
    files.push([file.name, Buffer.concat(chunks)])
  }
  return files
}

/** As the platform itself writes a form. */
async function encode(form: FormData): Promise<{ readonly bytes: Uint8Array; readonly boundary: string }> {
  const response = new Response(form)
  const boundary = multipartBoundary(response.headers.get('content-type') ?? '')
  return { bytes: new Uint8Array(await response.arrayBuffer()), boundary: boundary ?? '' }
}

test('files come out as they went in, wherever the chunks are cut', async () => {
  const contents = fc.array(
    fc.uint8Array({ maxLength: 300 }).map((it) => Buffer.concat([it, Buffer.from('\r\n--'), it])),
    { minLength: 1, maxLength: 4 },
  )
  await fc.assert(
    fc.asyncProperty(contents, fc.integer({ min: 1, max: 400 }), async (files, size) => {
      const form = new FormData()
      form.set('note', 'a field is no file')
      for (const [i, file] of files.entries())
        form.append('file', new Blob([new Uint8Array(file)]), `日志 ${i}.json`)
      const { bytes, boundary } = await encode(form)
      expect(await read(bytes, boundary, size)).toEqual(files.map((file, i) => [`日志 ${i}.json`, file]))
    }),
  )
})

test('a file that nobody reads is skipped', async () => {
  const form = new FormData()
  form.append('file', new Blob(['one']), 'one')
  form.append('file', new Blob(['two']), 'two')
  const { bytes, boundary } = await encode(form)
  const names: string[] = []
  for await (const file of filesOfMultipart(streamOf(bytes, 7), boundary)) names.push(file.name)
  expect(names).toEqual(['one', 'two'])
})

test.each([
  ['cut off in a part', -20],
  ['cut off in a head', 60],
])('a body %s is refused', async (_why, end) => {
  const form = new FormData()
  form.append('file', new Blob(['one']), 'one')
  const { bytes, boundary } = await encode(form)
  await expect(read(bytes.slice(0, end), boundary, 1000)).rejects.toMatchObject({
    problem: { status: 400, code: 'broken-multipart' },
  })
})

test.each([
  ['multipart/form-data; boundary=abc', 'abc'],
  ['Multipart/Form-Data; charset=utf-8; boundary="a b"', 'a b'],
  ['multipart/mixed; boundary=abc', undefined],
  ['application/json', undefined],
  [`multipart/form-data; boundary=${'a'.repeat(71)}`, undefined],
])('boundary of %s', (type, boundary) => {
  expect(multipartBoundary(type)).toBe(boundary)
})
