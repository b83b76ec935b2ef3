import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { FIELD_NAMES, fieldDefinition, FLAG_NAMES, FLAGS } from './fields.ts'
import { parseQuery } from './parse.ts'

const guide = readFileSync(new URL('../../../docs/guide/query-language.md', import.meta.url), 'utf8')
const rows = guide
  .split('\n')
  .filter((line) => line.startsWith('| `'))
  .map((line) =>
    line
      .split('|')
      .map((cell) => cell.trim())
      .slice(1, -1),
  )

test('the guide lists every field with its type and meaning', () => {
  const expected = FIELD_NAMES.map((name) => {
    const { type, keyed, comparable, description } = fieldDefinition(name)
    return [`\`${name}${keyed ? '.<key>' : ''}\``, comparable ? `${type} ≥` : type, description.en]
  })
  expect(rows.slice(0, expected.length)).toEqual(expected)
})

test('the guide lists every flag', () => {
  expect(rows.slice(FIELD_NAMES.length)).toEqual(FLAG_NAMES.map((flag) => [`\`is:${flag}\``, FLAGS[flag].en]))
})

test('the examples of the guide are queries', () => {
  const block = /```\n([^]*?)```/.exec(guide)?.[1] ?? ''
  const examples = block.split('\n').flatMap((line) => /^(\S.*?)\s{2,}/.exec(line)?.[1] ?? [])
  expect(examples.length).toBeGreaterThan(5)
  expect(examples.filter((example) => !parseQuery(example).ok)).toEqual([])
})

test('every field and flag is described in both languages', () => {
  const described = [...FIELD_NAMES.map((name) => fieldDefinition(name).description), ...Object.values(FLAGS)]
  expect(described.filter(({ en, zh }) => en === '' || !/\p{Script=Han}/u.test(zh))).toEqual([])
})
