import { readPreference, writePreference } from '../../state/preferences.ts'

const FOLDED = 'folded'

export function isCardFolded(): boolean {
  return readPreference('card') === FOLDED
}

export function keepCardFolded(isFolded: boolean): void {
  writePreference('card', isFolded ? FOLDED : 'open')
}
