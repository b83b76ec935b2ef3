import type { Command } from './commands.ts'

/** What of a `KeyboardEvent` decides; so that tests need no browser. */
export interface KeyPress {
  readonly key: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
  readonly shiftKey: boolean
  /** True while an input method composes: then keys are its own. */
  readonly isComposing: boolean
  readonly keyCode: number
}

/** Where the key was pressed. */
export type KeyPlace =
  /** A field that takes text. */
  | 'typing'
  /** Something that Enter and Space already press: a button, link, tab, tick. */
  | 'pressable'
  /** Inside an open dialog, menu or list of choices: its keys are its own. */
  | 'overlay'
  | 'page'

/** Browsers send this code for a key that an input method has taken, before `isComposing` is true. */
const TAKEN_BY_INPUT_METHOD = 229

/** Chinese keyboards print these where the command's key stands. */
const FULL_WIDTH: Readonly<Record<string, string>> = {
  '？': '?',
  '、': '/',
  '／': '/',
  '【': '[',
  '】': ']',
  '［': '[',
  '］': ']',
  '，': ',',
  '。': '.',
  '＋': '+',
  '－': '-',
}

/** As `Command.keys` writes it: `j`, `E`, `Ctrl+k` (⌘ too), `Shift+ArrowDown`. Undefined: no command's business. */
export function keysOf(press: KeyPress): string | undefined {
  const { key, ctrlKey, metaKey, altKey, shiftKey } = press
  if (press.isComposing || press.keyCode === TAKEN_BY_INPUT_METHOD || key === 'Process' || key === 'Dead') {
    return undefined
  }
  const plain = FULL_WIDTH[key] ?? key
  // Of two units only outside the basic plane, where no command's key is.
  const isCharacter = plain.length === 1
  const hasModifier = ctrlKey || metaKey
  // Caps lock must not turn `Ctrl+k` into another command; alone, the case of a letter tells two commands apart.
  const name = isCharacter && hasModifier ? plain.toLowerCase() : plain
  const modifiers = [
    hasModifier ? 'Ctrl' : '',
    altKey ? 'Alt' : '',
    // Of a character, Shift is in the character already: `E`, `?`.
    shiftKey && (!isCharacter || hasModifier) ? 'Shift' : '',
  ]
  return [...modifiers.filter((it) => it !== ''), name].join('+')
}

/** The command that a key means here; the first of `commands` that may run wins. */
export function commandFor(
  press: KeyPress,
  place: KeyPlace,
  commands: readonly Command[],
): { readonly command: Command; readonly keys: string } | undefined {
  const keys = keysOf(press)
  if (keys === undefined || place === 'overlay') return undefined
  if (place === 'pressable' && (keys === 'Enter' || keys === ' ')) return undefined
  const command = commands.find(
    (it) =>
      it.enabled !== false && it.keys?.includes(keys) && (place !== 'typing' || it.whileTyping === true),
  )
  return command && { command, keys }
}
