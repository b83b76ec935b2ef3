import { describe, expect, test, vi } from 'vitest'
import type { Command } from './commands.ts'
import { commandFor, keysOf, type KeyPress } from './key-press.ts'

const press = (key: string, rest: Partial<KeyPress> = {}): KeyPress => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  isComposing: false,
  keyCode: 0,
  ...rest,
})

const command = (id: string, rest: Partial<Command>): Command => ({
  id,
  title: id,
  group: 'g',
  run: vi.fn<() => void>(),
  ...rest,
})

describe('the name of a key', () => {
  test.each([
    [press('j'), 'j'],
    [press('E', { shiftKey: true }), 'E'],
    [press('?', { shiftKey: true }), '?'],
    [press('k', { ctrlKey: true }), 'Ctrl+k'],
    [press('K', { ctrlKey: true }), 'Ctrl+k'],
    [press('k', { metaKey: true }), 'Ctrl+k'],
    [press('K', { ctrlKey: true, shiftKey: true }), 'Ctrl+Shift+k'],
    [press('ArrowDown', { shiftKey: true }), 'Shift+ArrowDown'],
    [press('Enter', { altKey: true }), 'Alt+Enter'],
    [press('？'), '?'],
    [press('、'), '/'],
    [press('【'), '['],
  ])('%j is %s', (pressed, keys) => {
    expect(keysOf(pressed)).toBe(keys)
  })

  test.each([
    ['while an input method composes', press('j', { isComposing: true })],
    ['that an input method has taken', press('j', { keyCode: 229 })],
    ['still named by the input method', press('Process')],
    ['that waits for its letter', press('Dead')],
  ])('none %s', (_, pressed) => {
    expect(keysOf(pressed)).toBeUndefined()
  })
})

describe('what a key does', () => {
  const commands = [
    command('newest', { keys: ['j'], enabled: false }),
    command('down', { keys: ['j', 'ArrowDown'] }),
    command('older', { keys: ['j'] }),
    command('palette', { keys: ['Ctrl+k'], whileTyping: true }),
    command('play', { keys: [' '] }),
  ]
  const meaning = (pressed: KeyPress, place: Parameters<typeof commandFor>[1]) =>
    commandFor(pressed, place, commands)?.command.id

  test('the newest that may run wins', () => {
    expect(meaning(press('j'), 'page')).toBe('down')
  })

  test('in a field only what says so', () => {
    expect(meaning(press('j'), 'typing')).toBeUndefined()
    expect(meaning(press('k', { ctrlKey: true }), 'typing')).toBe('palette')
  })

  test('Space and Enter press the button that has the focus', () => {
    expect(meaning(press(' '), 'pressable')).toBeUndefined()
    expect(meaning(press(' '), 'page')).toBe('play')
    expect(meaning(press('j'), 'pressable')).toBe('down')
  })

  test('an open dialog keeps its keys', () => {
    expect(meaning(press('k', { ctrlKey: true }), 'overlay')).toBeUndefined()
  })

  test('a modifier makes another key', () => {
    expect(meaning(press('j', { ctrlKey: true }), 'page')).toBeUndefined()
  })
})
