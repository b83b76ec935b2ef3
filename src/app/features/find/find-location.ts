import { useLocation, useNavigate } from '@tanstack/react-router'
import { readSearchText } from '#protocol/search-text/search-text.ts'
import { isZone } from '#protocol/search-text/zone-offset.ts'
import type { Micros } from '#protocol/time.ts'
import { mayBeInAddress } from './understanding.ts'

/** What is being looked for: it survives Back, Forward and a reload. */
export interface FindPlace {
  readonly text: string
  /** When it was typed: what "today" means in it. */
  readonly at: Micros
  /** In which its times are read; absent: the reader's own. */
  readonly zone?: string
}

interface FindState {
  readonly text: string
  readonly at: number
}

declare module '@tanstack/react-router' {
  interface HistoryState {
    /** A search that names a number stays here and out of the address. */
    readonly find?: FindState
  }
}

/** More than a pasted sentence is cut by the server as well. */
export const MAX_TEXT = 2_000

const now = () => (Date.now() * 1_000) as Micros

/** When the page was opened: for an address that says nothing of when it was typed. */
const opened = now()

export function useFindPlace(): {
  readonly place: FindPlace
  readonly go: (
    place: { readonly text: string; readonly zone?: string | undefined },
    how: 'push' | 'replace',
  ) => void
} {
  const navigate = useNavigate()
  const { search, state } = useLocation()
  const params = search as Readonly<Record<string, string | undefined>>
  const zone = params['zone']
  const place: FindPlace = {
    text: (state.find?.text ?? params['text'] ?? '').slice(0, MAX_TEXT),
    at: (state.find?.at ?? opened) as Micros,
    ...(zone !== undefined && isZone(zone) ? { zone } : {}),
  }
  return {
    place,
    go: (next, how) => {
      const text = next.text.slice(0, MAX_TEXT)
      const inAddress = text.trim() !== '' && mayBeInAddress(readSearchText(text))
      void navigate({
        to: '/',
        search: {
          ...(inAddress ? { text } : {}),
          ...(next.zone === undefined ? {} : { zone: next.zone }),
        },
        state: text === '' ? {} : { find: { text, at: now() } },
        replace: how === 'replace',
      })
    },
  }
}
