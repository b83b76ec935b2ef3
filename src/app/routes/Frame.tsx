import { Link, Outlet } from '@tanstack/react-router'
import { useState } from 'react'
import { useMustSignIn } from '../api/access.ts'
import { SignInPage } from '../features/sign-in/SignInPage.tsx'
import { LANGUAGES, LANGUAGE_NAMES, useLanguage } from '../i18n/language.tsx'
import { readPreference, writePreference } from '../state/preferences.ts'
import { Choice } from '../ui/Choice.tsx'
import { applyTheme, isTheme, THEMES, type Theme } from '../ui/theme.ts'
import styles from './Frame.module.css'

function storedTheme(): Theme {
  const stored = readPreference('theme')
  return isTheme(stored) ? stored : 'auto'
}

const PAGES = [
  { to: '/', name: 'find' },
  { to: '/logs', name: 'logs' },
  { to: '/imports', name: 'imports' },
  { to: '/status', name: 'status' },
  { to: '/settings', name: 'settings' },
] as const

/** Top bar and the page below it. */
export function Frame() {
  const { language, messages, setLanguage } = useLanguage()
  const mustSignIn = useMustSignIn()
  const [theme, setTheme] = useState(storedTheme)
  return (
    <div className={styles['frame']}>
      <header className={styles['bar']}>
        <span className={styles['brand']}>
          <img src="/icon.svg" alt="" width="20" height="20" />
          {messages.frame.appName}
        </span>
        <nav aria-label={messages.frame.nav.label}>
          {PAGES.map(({ to, name }) => (
            <Link
              key={to}
              to={to}
              className={styles['link']}
              activeProps={{ className: styles['active'] ?? '' }}
              activeOptions={{ exact: to === '/' }}
            >
              {messages.frame.nav[name]}
            </Link>
          ))}
        </nav>
        <span className={styles['space']} />
        <Choice
          label={messages.frame.language.label}
          value={language}
          options={LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }))}
          onChange={setLanguage}
        />
        <Choice
          label={messages.frame.theme.label}
          value={theme}
          options={THEMES.map((value) => ({ value, label: messages.frame.theme[value] }))}
          onChange={(next) => {
            writePreference('theme', next)
            applyTheme(next)
            setTheme(next)
          }}
        />
      </header>
      <main className={styles['main']}>{mustSignIn ? <SignInPage /> : <Outlet />}</main>
    </div>
  )
}
