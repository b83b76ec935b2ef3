import { Languages, Search, SunMoon } from 'lucide-react'
import type { ReactNode } from 'react'
import { LANGUAGES, LANGUAGE_NAMES, useLanguage } from '../../i18n/language.tsx'
import { setDensity, setTheme, useAppearance } from '../../state/appearance.ts'
import { Button } from '../../ui/Button.tsx'
import { DENSITIES } from '../../ui/density.ts'
import { Kbd } from '../../ui/Kbd.tsx'
import { Menu } from '../../ui/Menu.tsx'
import { THEMES } from '../../ui/theme.ts'
import styles from './TopBar.module.css'

interface Props {
  /** Links to the pages, which only the routes know. */
  readonly children: ReactNode
  readonly onOpenPalette: () => void
}

export function TopBar({ children, onOpenPalette }: Props) {
  const { language, messages, setLanguage } = useLanguage()
  const { theme, density } = useAppearance()
  const words = messages.frame
  return (
    <header className={styles['bar']}>
      <span className={styles['brand']}>
        <img src="/icon.svg" alt="" width="20" height="20" />
        <span>{words.appName}</span>
      </span>
      <nav aria-label={words.nav.label} className={styles['pages']}>
        {children}
      </nav>
      <span className={styles['space']} />
      <Button className={styles['palette'] ?? ''} size="small" onClick={onOpenPalette}>
        <Search size={13} aria-hidden="true" />
        <span>{words.palette.label}</span>
        <Kbd keys="Ctrl+k" />
      </Button>
      <Menu
        label={words.language.label}
        iconOnly
        look="quiet"
        placement="bottom end"
        trigger={<Languages size={16} aria-hidden="true" />}
        sections={[
          {
            id: 'language',
            chosen: [language],
            items: LANGUAGES.map((id) => ({ id, title: LANGUAGE_NAMES[id], run: () => setLanguage(id) })),
          },
        ]}
      />
      <Menu
        label={words.look.label}
        iconOnly
        look="quiet"
        placement="bottom end"
        trigger={<SunMoon size={16} aria-hidden="true" />}
        sections={[
          {
            id: 'theme',
            title: words.look.theme,
            chosen: [`theme-${theme}`],
            items: THEMES.map((it) => ({
              id: `theme-${it}`,
              title: words.look.themes[it],
              run: () => setTheme(it),
            })),
          },
          {
            id: 'density',
            title: words.look.density,
            chosen: [`density-${density}`],
            items: DENSITIES.map((it) => ({
              id: `density-${it}`,
              title: words.look.densities[it],
              run: () => setDensity(it),
            })),
          },
        ]}
      />
    </header>
  )
}
