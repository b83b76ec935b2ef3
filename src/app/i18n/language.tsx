import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from 'react'
import { I18nProvider } from 'react-aria-components/I18nProvider'
import { readPreference, writePreference } from '../state/preferences.ts'
import { catalogue, type Catalogue, type Messages } from './messages.ts'

export const LANGUAGES = ['en', 'zh'] as const
export type Language = (typeof LANGUAGES)[number]

/** Each in itself, so that a reader finds the way back from any other. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { en: 'English', zh: '简体中文' }
const LOCALES: Readonly<Record<Language, string>> = { en: 'en-US', zh: 'zh-CN' }
/** Of the document: English of no country. */
const LANGS: Readonly<Record<Language, string>> = { en: 'en', zh: 'zh-CN' }

/** Each language is two files of its own; `public/start.js` asks for the reader's early. */
const LOADERS: Readonly<Record<Language, () => Promise<Catalogue>>> = {
  en: async () =>
    catalogue((await import('./en.ts')).en, () => import('./en-later.ts').then((it) => it.later)),
  zh: async () =>
    catalogue((await import('./zh.ts')).zh, () => import('./zh-later.ts').then((it) => it.later)),
}
const loaded: Partial<Record<Language, Catalogue>> = {}

async function loadCatalogue(language: Language): Promise<Catalogue> {
  const present = loaded[language]
  if (present) return present
  const found = await LOADERS[language]()
  return (loaded[language] ??= found)
}

/** Every word of a language. Rejects when a file of it cannot be fetched. */
export async function loadMessages(language: Language): Promise<Messages> {
  return (await loadCatalogue(language)).whole
}

interface LanguageValue {
  readonly language: Language
  /** BCP 47, for `Intl`. */
  readonly locale: string
  readonly messages: Messages
  readonly formatNumber: (value: number) => string
  /** The present language stays until the other one is there. */
  readonly setLanguage: (language: Language) => void
  /** A language that was asked for and could not be loaded. */
  readonly failed: Language | undefined
}

const LanguageContext = createContext<LanguageValue | undefined>(undefined)

export function preferredLanguage(): Language {
  const stored = readPreference('language')
  if (stored === 'en' || stored === 'zh') return stored
  return navigator.language.toLowerCase().startsWith('zh') ? 'zh' : 'en'
}

interface Shown {
  readonly language: Language
  readonly messages: Messages
}

function alreadyLoaded(language: Language): Shown | undefined {
  const found = loaded[language]
  return found && { language, messages: found.messages }
}

async function anyOther(failed: Language): Promise<Shown | undefined> {
  for (const language of LANGUAGES) {
    if (language === failed) continue
    try {
      return { language, messages: (await loadCatalogue(language)).messages }
    } catch {
      // The next one may be there.
    }
  }
  return undefined
}

interface Props {
  /** For a part of a page in another language than the rest; absent: the reader's. */
  readonly only?: Language
  readonly children: ReactNode
}

/** Renders nothing until the reader's language is there: a Chinese reader never sees English flash by. */
export function LanguageProvider({ only, children }: Props) {
  // An object, so that asking for the same language again tries again.
  const [wanted, setWanted] = useState(() => ({ language: only ?? preferredLanguage() }))
  const [shown, setShown] = useState(() => alreadyLoaded(wanted.language))
  const [failed, setFailed] = useState<Language>()

  useEffect(() => {
    const { language } = wanted
    let outdated = false
    loadCatalogue(language).then(
      ({ messages }) => {
        if (outdated) return
        setShown({ language, messages })
        setFailed(undefined)
      },
      () => {
        if (outdated) return
        setFailed(language)
        // At the start any language is better than none.
        void anyOther(language).then((other) => outdated || setShown((before) => before ?? other))
      },
    )
    return () => {
      outdated = true
    }
  }, [wanted])

  useEffect(() => {
    if (shown && !only) document.documentElement.lang = LANGS[shown.language]
  }, [shown, only])

  const value = useMemo<LanguageValue | undefined>(() => {
    if (!shown) return undefined
    const locale = LOCALES[shown.language]
    const numbers = new Intl.NumberFormat(locale)
    return {
      ...shown,
      locale,
      failed,
      formatNumber: (it) => numbers.format(it),
      setLanguage: (next) => {
        writePreference('language', next)
        setWanted({ language: next })
      },
    }
  }, [shown, failed])

  if (!value) return failed ? <NoLanguage /> : null
  return (
    <LanguageContext value={value}>
      <I18nProvider locale={value.locale}>{children}</I18nProvider>
    </LanguageContext>
  )
}

/** No file of words could be fetched: the only texts that stand outside of the catalogues. */
function NoLanguage() {
  return (
    <p role="alert">
      Clueline could not be loaded. Reload the page.
      <br />
      <span lang="zh-CN">Clueline 未能加载，请刷新页面。</span>
    </p>
  )
}

export function useLanguage(): LanguageValue {
  const value = useContext(LanguageContext)
  if (!value) throw new Error('useLanguage outside LanguageProvider')
  return value
}

export const useMessages = (): Messages => useLanguage().messages
