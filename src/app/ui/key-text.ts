const IS_MAC = /Mac|iPhone|iPad/.test(globalThis.navigator?.platform ?? '')

const NAMES: Readonly<Record<string, string>> = {
  Escape: 'Esc',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Enter: '↵',
  ' ': 'Space',
  PageUp: 'PgUp',
  PageDown: 'PgDn',
}
const MAC_MODIFIERS: Readonly<Record<string, string>> = { Ctrl: '⌘', Alt: '⌥', Shift: '⇧', Meta: '⌘' }

/** `Ctrl+k` → `Ctrl K`, on a Mac `⌘K`; single letters keep their case, since `e` and `E` are two keys. */
export function keyText(keys: string, mac = IS_MAC): string {
  // A plus may itself be the key: `+`, `Ctrl++`.
  const parts = keys.split(/\+(?=.)/)
  const key = parts.at(-1) ?? ''
  const modifiers = parts.slice(0, -1)
  const name = NAMES[key] ?? (modifiers.length > 0 ? key.toUpperCase() : key)
  return mac ? modifiers.map((it) => MAC_MODIFIERS[it] ?? it).join('') + name : [...modifiers, name].join(' ')
}
