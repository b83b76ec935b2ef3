import { describe, expect, test } from 'vitest'
import type { Command } from '../../state/commands.ts'
import { otherWords, titleTranslator } from './other-words.ts'
import { paletteGroups } from './palette-entries.ts'

const command = (id: string, title: string, group: string, enabled = true): Command => ({
  id,
  title,
  group,
  enabled,
  run: () => undefined,
})

const commands = [
  command('list.error', 'Next error', 'List'),
  command('list.export', 'Export rows', 'List', false),
  command('go.logs', 'Go to Logs', 'Go to'),
  command('list.extra', 'Explain', 'List'),
]
const words = new Map([['Go to Logs', '前往日志']])
const ask = (query: string, recent: readonly string[] = []) =>
  paletteGroups({ commands, query, recent, recentTitle: 'Recent', otherTitle: (it) => words.get(it) }).map(
    (it) => [it.title, it.commands.map((member) => member.id)],
  )

describe('palette', () => {
  test('groups in the order they were mounted, recently used first', () => {
    expect(ask('', ['go.logs', 'gone'])).toEqual([
      ['Recent', ['go.logs']],
      ['List', ['list.error', 'list.export', 'list.extra']],
    ])
  })

  test('best match first, what cannot run now last', () => {
    expect(ask('ex')).toEqual([['', ['list.extra', 'list.error', 'list.export']]])
  })

  test('by the other language', () => {
    expect(ask('日志')).toEqual([['', ['go.logs']]])
  })

  test('nothing is nothing', () => {
    expect(ask('zzz')).toEqual([])
  })

  test('the newest of two with one id', () => {
    const twice = [command('a', 'New', 'G'), command('a', 'Old', 'G')]
    const groups = paletteGroups({
      commands: twice,
      query: '',
      recent: [],
      recentTitle: '',
      otherTitle: () => '',
    })
    expect(groups.flatMap((it) => it.commands.map((member) => member.title))).toEqual(['New'])
  })
})

test('pairs the texts of two languages by key', () => {
  const pairs = otherWords(
    { a: 'one', b: { c: 'two', d: () => 'three' }, e: 'four' },
    { a: '一', b: { c: '二', d: () => '三' } },
  )
  expect([...pairs]).toEqual([
    ['one', '一'],
    ['two', '二'],
  ])
})

test.each([
  ['Logs', '日志'],
  ['Go to Logs', 'Go to 日志'],
  ['Theme: Dark', '主题: 深色'],
  ['Next error', undefined],
  ['Catalogs', undefined],
])('%s is %s in the other language', (title, other) => {
  const words = new Map([
    ['Logs', '日志'],
    ['logs', '日志'],
    ['Theme', '主题'],
    ['Dark', '深色'],
  ])
  expect(titleTranslator(words)(title)).toBe(other)
})
