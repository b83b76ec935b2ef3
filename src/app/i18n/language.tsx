import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from 'react'
import { readPreference, writePreference } from '../state/preferences.ts'
import { en, type Messages } from './en.ts'
import { zh } from './zh.ts'

export const LANGUAGES = ['en', 'zh'] as const
export type Language = (typeof LANGUAGES)[number]

export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { en: 'English', zh: '简体中文' }
const CATALOGUES: Readonly<Record<Language, Messages>> = { en, zh }
const LOCALES: Readonly<Record<Language, string>> = { en: 'en', zh: 'zh-CN' }

interface LanguageValue {
  readonly language: Language
  readonly messages: Messages
  readonly formatNumber: (value: number) => string
  readonly setLanguage: (language: Language) => void
}

const LanguageContext = createContext<LanguageValue | undefined>(undefined)

function initialLanguage(): Language {
  const stored = readPreference('language')
  if (stored === 'en' || stored === 'zh') return stored
  return navigator.language.toLowerCase().startsWith('zh') ? 'zh' : 'en'
}

export function LanguageProvider({ children }: { readonly children: ReactNode }) {
  const [language, setLanguage] = useState(initialLanguage)
  useEffect(() => {
    document.documentElement.lang = LOCALES[language]
  }, [language])
  const value = useMemo<LanguageValue>(() => {
    const numbers = new Intl.NumberFormat(LOCALES[language])
    return {
      language,
      messages: CATALOGUES[language],
      formatNumber: (it) => numbers.format(it),
      setLanguage: (next) => {
        writePreference('language', next)
        setLanguage(next)
      },
    }
  }, [language])
  return <LanguageContext value={value}>{children}</LanguageContext>
}

export function useLanguage(): LanguageValue {
  const value = useContext(LanguageContext)
  if (!value) throw new Error('useLanguage outside LanguageProvider')
  return value
}

export const useMessages = (): Messages => useLanguage().messages
