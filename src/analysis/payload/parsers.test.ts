import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { curlCommand } from './curl.ts'
import { byteCoding, bytesOfBase64, bytesOfHex, hexRow, rowsOf } from './hex-dump.ts'
import { readHttpMessage } from './http-message.ts'
import { findCandidates } from './ice-candidate.ts'
import { indexJson } from './json-index.ts'
import { diffLines } from './line-diff.ts'
import { readNetLogParams } from './netlog-params.ts'
import { viewsOf } from './payload-views.ts'
import { readPhases } from './request-phases.ts'
import { readSdp, sdpLineText } from './sdp.ts'
import { readStack } from './stack-trace.ts'

const SDP = [
  'v=0',
  'o=- 1 2 IN IP4 127.0.0.1',
  's=-',
  't=0 0',
  'm=audio 9 UDP/TLS/RTP/SAVPF 111 8',
  'a=candidate:1 1 udp 2122260223 192.0.2.10 18627 typ host generation 0',
  'a=mid:0',
  'a=sendrecv',
  'a=rtpmap:111 opus/48000/2',
  'a=rtpmap:8 PCMA/8000',
  '',
].join('\r\n')

/** As a POSIX shell splits it: outside quotes backslash-newline joins, inside single quotes all is text. */
function shellWords(command: string): string[] {
  const words: string[] = []
  let word: string | undefined
  for (let at = 0; at < command.length; at++) {
    const it = command[at]
    if (it === "'") {
      const end = command.indexOf("'", at + 1)
      word = (word ?? '') + command.slice(at + 1, end)
      at = end
    } else if (it === '\\') {
      at += 1
      if (command[at] !== '\n') word = (word ?? '') + command[at]
    } else if (it === ' ') {
      if (word !== undefined) words.push(word)
      word = undefined
    } else word = (word ?? '') + it
  }
  return word === undefined ? words : [...words, word]
}

describe('HTTP and SIP', () => {
  test('start line, folded headers, body', () => {
    const text = 'INVITE sip:1@a SIP/2.0\r\nVia: x\r\n y\r\nTo: <sip:1@a>\r\n\r\nv=0\r\n'
    expect(readHttpMessage(text)).toEqual({
      start: 'INVITE sip:1@a SIP/2.0',
      headers: [
        { name: 'Via', value: 'x y' },
        { name: 'To', value: '<sip:1@a>' },
      ],
      body: 'v=0\r\n',
    })
    expect(readHttpMessage(':status: 200\ncontent-type: text/html')?.headers).toHaveLength(2)
  })

  test.each(['', 'hello world', '{"a": 1}', 'a: b\nthis is prose'])('%j is none', (text) => {
    expect(readHttpMessage(text)).toBeUndefined()
  })
})

describe('cURL', () => {
  test('whatever the log holds, a shell reads exactly these arguments', () => {
    const anyText = fc.string({ unit: 'binary' }).map((it) => it.replaceAll('\0', ''))
    fc.assert(
      fc.property(anyText, anyText, anyText, (url, value, body) => {
        const headers = [{ name: 'x-a', value: value.replaceAll(/[\r\n]+/g, ' ') }]
        const words = shellWords(curlCommand({ method: 'POST', url, headers, body }))
        expect(words).toEqual([
          'curl',
          '--globoff',
          '--request',
          'POST',
          '--url',
          url,
          '--header',
          headers[0]?.value === '' ? 'x-a;' : `x-a: ${headers[0]?.value}`,
          '--data-raw',
          body,
        ])
      }),
    )
  })

  test('a method or header name that curl would take for more is left out', () => {
    const command = curlCommand({
      method: 'GET; rm -rf /',
      url: 'https://a.example/?t=[tel:138****8000:0011aabb]',
      headers: [
        { name: '@/etc/passwd', value: '' },
        { name: 'Host', value: 'b' },
      ],
      body: 'x',
    })
    expect(command).not.toContain('rm')
    expect(command).not.toContain('passwd')
    expect(command).toContain("'https://a.example/?t=[tel:138****8000:0011aabb]'")
  })
})

describe('phases of a request', () => {
  test('follow each other, with what nobody measured behind them', () => {
    expect(readPhases({ dns: '38', tcp: '0', ttfb: '117', download: '1.5' }, '200')).toEqual({
      total: 200,
      parts: [
        { phase: 'dns', from: 0, length: 38 },
        { phase: 'ttfb', from: 38, length: 117 },
        { phase: 'download', from: 155, length: 1.5 },
      ],
    })
  })

  test('none where none is told, and odd values are none', () => {
    expect(readPhases({ duration: '5' })).toBeUndefined()
    expect(readPhases({ dns: '-1', tcp: '1e9' })).toBeUndefined()
  })
})

describe('SDP', () => {
  test('sections with what matters of each', () => {
    const sections = readSdp(SDP)
    expect(sections).toHaveLength(2)
    expect(sections?.[1]?.media).toEqual({
      kind: 'audio',
      port: '9',
      protocol: 'UDP/TLS/RTP/SAVPF',
      mid: '0',
      direction: 'sendrecv',
      codecs: ['opus/48000/2', 'PCMA/8000'],
    })
    const lines = sections?.flatMap((it) => it.lines.map(sdpLineText))
    expect(lines?.join('\r\n')).toBe(SDP.trimEnd())
  })

  test.each(['', 'v=0 is my favourite\nbut\nthis\nis\nprose', 'hello'])('%j is none', (text) => {
    expect(readSdp(text)).toBeUndefined()
  })
})

describe('difference of lines', () => {
  test('both sides can be read from it, and what is common stays', () => {
    const lines = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 12 })
    fc.assert(
      fc.property(lines, lines, (before, after) => {
        const diff = diffLines(before, after)
        expect(diff.filter(({ change }) => change !== 'added').map(({ text }) => text)).toEqual(before)
        expect(diff.filter(({ change }) => change !== 'removed').map(({ text }) => text)).toEqual(after)
        expect(diff.every(({ change }) => change === 'same')).toBe(before.join() === after.join())
      }),
    )
  })
})

describe('ICE candidates', () => {
  test('priority is taken apart as RFC 8445 puts it together', () => {
    expect(findCandidates(SDP)).toEqual([
      {
        raw: 'candidate:1 1 udp 2122260223 192.0.2.10 18627 typ host generation 0',
        foundation: '1',
        component: '1',
        protocol: 'udp',
        priority: { number: 2_122_260_223, typePreference: 126, localPreference: 32_542, component: 1 },
        address: '192.0.2.10',
        port: '18627',
        type: 'host',
        related: undefined,
        tcpType: undefined,
      },
    ])
  })

  test('in JSON, with a related address', () => {
    const json =
      '{"candidate":"candidate:2 1 TCP 1 a.local 9 typ srflx raddr 0.0.0.0 rport 0 tcptype active","sdpMid":"0"}'
    expect(findCandidates(json)).toMatchObject([
      { protocol: 'tcp', address: 'a.local', related: '0.0.0.0:0', tcpType: 'active' },
    ])
  })
})

describe('stacks', () => {
  test('of V8, with packages and the browser told apart', () => {
    const stack = readStack(
      [
        'TypeError: x is not a function',
        '    at send (https://desk.example.com/assets/phone.js:10:5)',
        '    at async Promise.all (index 0)',
        '    at https://desk.example.com/node_modules/lib/a.js:1:2',
        '    at new Promise (<anonymous>)',
      ].join('\n'),
    )
    expect(stack?.title).toBe('TypeError: x is not a function')
    expect(stack?.frames.map(({ functionName, line, origin }) => [functionName, line, origin])).toEqual([
      ['send', 10, 'app'],
      ['Promise.all', undefined, 'app'],
      [undefined, 1, 'library'],
      ['new Promise', undefined, 'native'],
    ])
  })

  test('of Firefox and Safari', () => {
    const stack = readStack('send@https://a.example/x.js:10:5\n@https://a.example/x.js:1:1\n[native code]')
    expect(stack?.frames.map(({ functionName, line }) => [functionName, line])).toEqual([
      ['send', 10],
      [undefined, 1],
      [undefined, undefined],
    ])
  })

  test.each(['', 'a plain message', 'mail to somebody@example.com'])('%j is none', (text) => {
    expect(readStack(text)).toBeUndefined()
  })
})

describe('bytes', () => {
  test('hexadecimal and base64 give back what was written', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        const buffer = Buffer.from(bytes)
        expect(bytesOfHex(buffer.toString('hex'))).toEqual(bytes)
        expect(bytesOfBase64(buffer.toString('base64'))).toEqual(bytes)
        expect(bytesOfBase64(buffer.toString('base64url'))).toEqual(bytes)
        expect(rowsOf(bytes)).toBe(Math.ceil(bytes.length / 16))
      }),
    )
  })

  test('a row', () => {
    expect(hexRow(new TextEncoder().encode('Hello, \u0000wörld'), 0)).toEqual({
      offset: '00000000',
      hex: '48 65 6c 6c 6f 2c 20 00  77 c3 b6 72 6c 64',
      text: 'Hello, .w..rld',
    })
  })

  test.each([
    ['48656c6c6f2c20776f726c64', 'hex'],
    ['48 65 6c 6c 6f 2c 20 77', 'hex'],
    ['SGVsbG8sIHdvcmxkIQ0KSGVsbG8=', 'base64'],
    ['Hello there, this is text', undefined],
    ['short', undefined],
    ['onlylowercaseletters', undefined],
  ])('%j is %s', (text, coding) => expect(byteCoding(text)).toBe(coding))
})

describe('NetLog parameters', () => {
  test('each as what it is', () => {
    const text = JSON.stringify({
      headers: ['Host: a.example', 'x: y'],
      net_error: -105,
      bytes: 'SGVsbG8=',
      source_dependency: { id: 3, type: 5 },
      name: '%ESCAPED:\u200b %E6%9D%AD',
    })
    expect(readNetLogParams(text, indexJson(text))).toEqual([
      {
        key: 'headers',
        kind: 'headers',
        headers: [
          { name: 'Host', value: 'a.example' },
          { name: 'x', value: 'y' },
        ],
      },
      { key: 'net_error', kind: 'text', text: '-105', note: 'ERR_NAME_NOT_RESOLVED' },
      { key: 'bytes', kind: 'bytes', bytes: new TextEncoder().encode('Hello') },
      { key: 'source_dependency', kind: 'json', raw: '{"id":3,"type":5}' },
      { key: 'name', kind: 'text', text: '杭' },
    ])
  })
})

describe('the view of a payload', () => {
  const about = { session: 's-1', form: 'text' }
  test.each([
    [SDP, 'sdp'],
    ['{"a":1}', 'tree'],
    ['INVITE sip:1@a SIP/2.0\r\nVia: x\r\n\r\n', 'headers'],
    ['Error: x\n    at a (https://b.example/c.js:1:2)', 'stack'],
    ['48656c6c6f2c20776f726c64', 'hex'],
    ['just words', 'text'],
  ])('%j begins as %s', (payload, view) => {
    const views = viewsOf(payload, about)
    expect(views[0]).toBe(view)
    expect(views).toEqual(expect.arrayContaining(['text', 'hex']))
  })

  test('a list is numbered, parameters of a NetLog are explained', () => {
    expect(viewsOf('["a"]', { ...about, form: 'list' })[0]).toBe('list')
    expect(viewsOf('{"a":1}', { ...about, session: 'netlog-0011' })[0]).toBe('netlog')
  })
})

test('no parser throws or loses itself, whatever comes', () => {
  const parts = fc.constantFrom(
    ...'{}[]",:\\\n\r\t\0 =@()/.-+01aZ\u202e<>&;'.split(''),
    'v=0\n',
    'm=',
    'candidate:',
    ' at ',
    '%ESCAPED:\u200b ',
  )
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.array(parts).map((it) => it.join('')),
      ),
      (text) => {
        readHttpMessage(text)
        readSdp(text)
        readStack(text)
        findCandidates(text)
        bytesOfHex(text)
        bytesOfBase64(text)
        readNetLogParams(text, indexJson(text))
        expect(viewsOf(text, { session: 'netlog-0011', form: 'list' })).toContain('text')
      },
    ),
  )
})
