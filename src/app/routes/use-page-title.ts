import { useLocation } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useMessages } from '../i18n/language.tsx'
import type { Messages } from '../i18n/messages.ts'

type Words = Messages['frame']

const SUBJECTS = ['call', 'session', 'account', 'staff', 'device'] as const

/** Longer ids and queries say no more in a tab. */
const MAX_CHARS = 60

/** What the tab, the history and a bookmark call this page; the query first, since that tells two tabs apart. */
export function pageTitle(path: string, query: string | undefined, words: Words): string {
  const [, first = '', id = ''] = path.split('/')
  const subject = SUBJECTS.find((it) => it === first)
  const page = subject
    ? words.titles[subject](decoded(id))
    : first === ''
      ? words.nav.find
      : first === 'gallery'
        ? words.titles.gallery
        : first === 'logs' ||
            first === 'open' ||
            first === 'imports' ||
            first === 'status' ||
            first === 'settings'
          ? words.nav[first]
          : undefined
  const asked = query === undefined || query === '' ? undefined : cut(query)
  return [asked, page && cut(page), words.appName].filter((it) => it !== undefined).join(' · ')
}

const cut = (text: string) => (text.length > MAX_CHARS ? `${text.slice(0, MAX_CHARS)}…` : text)

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

export function usePageTitle(): void {
  const { frame } = useMessages()
  const { pathname, search } = useLocation()
  const query: unknown = 'q' in search ? search.q : undefined
  const title = pageTitle(pathname, typeof query === 'string' ? query : undefined, frame)
  useEffect(() => {
    document.title = title
  }, [title])
}
