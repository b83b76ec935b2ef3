/** What can be done with any value on the screen; one that makes no sense for it is absent. */
export const VALUE_ACTIONS = ['filterFor', 'filterOut', 'copy', 'mark'] as const
export type ValueAction = (typeof VALUE_ACTIONS)[number]
export type ValueActions = Readonly<Partial<Record<ValueAction, () => void>>>

export const VALUE_KEYS: Readonly<Record<ValueAction, string>> = {
  filterFor: '+',
  filterOut: '-',
  copy: 'y',
  mark: 'm',
}

interface Press {
  readonly key: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
}

/** `=` is the key that carries the plus on most keyboards: nobody should need Shift for it. */
export function valueActionOf({ key, ctrlKey, metaKey, altKey }: Press): ValueAction | undefined {
  if (ctrlKey || metaKey || altKey) return undefined
  const wanted = key === '=' ? '+' : key
  return VALUE_ACTIONS.find((action) => VALUE_KEYS[action] === wanted)
}
