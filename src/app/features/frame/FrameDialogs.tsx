import { LANGUAGES, LANGUAGE_NAMES, useLanguage } from '../../i18n/language.tsx'
import { setDensity, setTheme, useAppearance } from '../../state/appearance.ts'
import { useCommands } from '../../state/commands.ts'
import { DENSITIES } from '../../ui/density.ts'
import { lazyOverlay } from '../../ui/lazy-overlay.tsx'
import { THEMES } from '../../ui/theme.ts'
import { useCommandKeys } from './use-command-keys.ts'

const CommandPalette = lazyOverlay(() => import('./CommandPalette.tsx').then((it) => it.CommandPalette))
const KeyHelp = lazyOverlay(() => import('./KeyHelp.tsx').then((it) => it.KeyHelp))

export type FrameDialog = 'palette' | 'keys'

interface Props {
  readonly open: FrameDialog | undefined
  readonly onOpen: (dialog: FrameDialog | undefined) => void
}

/** Keys, palette and list of keys; and the commands that work on every page. */
export function FrameDialogs({ open, onOpen }: Props) {
  useCommandKeys()
  const { language, messages, setLanguage } = useLanguage()
  const { theme, density } = useAppearance()
  const words = messages.frame
  const close = () => onOpen(undefined)
  useCommands([
    {
      id: 'frame.palette',
      title: words.palette.open,
      group: words.groups.help,
      keys: ['Ctrl+k'],
      whileTyping: true,
      run: () => onOpen('palette'),
    },
    {
      id: 'frame.keys',
      title: words.keys.open,
      group: words.groups.help,
      keys: ['?'],
      run: () => onOpen('keys'),
    },
    ...THEMES.filter((it) => it !== theme).map((it) => ({
      id: `frame.theme.${it}`,
      title: `${words.look.theme}: ${words.look.themes[it]}`,
      group: words.groups.look,
      run: () => setTheme(it),
    })),
    ...DENSITIES.filter((it) => it !== density).map((it) => ({
      id: `frame.density.${it}`,
      title: `${words.look.density}: ${words.look.densities[it]}`,
      group: words.groups.look,
      run: () => setDensity(it),
    })),
    ...LANGUAGES.filter((it) => it !== language).map((it) => ({
      id: `frame.language.${it}`,
      title: `${words.language.label}: ${LANGUAGE_NAMES[it]}`,
      group: words.groups.look,
      run: () => setLanguage(it),
    })),
  ])
  if (open === 'palette') return <CommandPalette onClose={close} />
  return open === 'keys' ? <KeyHelp onClose={close} /> : null
}
