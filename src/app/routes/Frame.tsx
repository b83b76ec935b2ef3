import { Link, Outlet, useNavigate } from '@tanstack/react-router'
import { Suspense, useEffect, useState } from 'react'
import { useMustSignIn } from '../api/access.ts'
import { watchBuild } from '../api/connection.ts'
import { Banners } from '../features/frame/Banners.tsx'
import { FrameDialogs, type FrameDialog } from '../features/frame/FrameDialogs.tsx'
import { StatusBar } from '../features/frame/StatusBar.tsx'
import { TopBar } from '../features/frame/TopBar.tsx'
import { SignInPage } from '../features/sign-in/SignInPage.tsx'
import { useMessages } from '../i18n/language.tsx'
import { useCommands } from '../state/commands.ts'
import { lazyOverlay } from '../ui/lazy-overlay.tsx'
import { ToastRegion } from '../ui/ToastRegion.tsx'
import styles from './Frame.module.css'
import { usePageTitle } from './use-page-title.ts'

const DropOverlay = lazyOverlay(() => import('../features/data/DropOverlay.tsx').then((it) => it.DropOverlay))
const UploadTray = lazyOverlay(() => import('../features/data/UploadTray.tsx').then((it) => it.UploadTray))

const PAGES = [
  { to: '/', name: 'find' },
  { to: '/logs', name: 'logs' },
  { to: '/open', name: 'open' },
  { to: '/imports', name: 'imports' },
  { to: '/status', name: 'status' },
  { to: '/settings', name: 'settings' },
] as const

/** Top bar, the page, what concerns the whole of it, and the status bar. */
export function Frame() {
  const messages = useMessages()
  const navigate = useNavigate()
  const mustSignIn = useMustSignIn()
  const [dialog, setDialog] = useState<FrameDialog>()
  usePageTitle()
  useEffect(watchBuild, [])
  useCommands(
    PAGES.map(({ to, name }) => ({
      id: `frame.go.${name}`,
      title: messages.frame.goTo(messages.frame.nav[name]),
      group: messages.frame.groups.pages,
      run: () => void navigate({ to }),
    })),
  )
  return (
    <div className={styles['frame']}>
      <TopBar onOpenPalette={() => setDialog('palette')}>
        {PAGES.map(({ to, name }) => (
          <Link
            key={to}
            to={to}
            className={styles['link']}
            activeProps={{ className: styles['active'] ?? '' }}
            activeOptions={{ exact: to === '/', includeSearch: false }}
          >
            {messages.frame.nav[name]}
          </Link>
        ))}
      </TopBar>
      <main className={styles['main']}>{mustSignIn ? <SignInPage /> : <Outlet />}</main>
      <Banners />
      <StatusBar />
      <Suspense>
        <UploadTray />
        <DropOverlay />
      </Suspense>
      <ToastRegion />
      <FrameDialogs open={dialog} onOpen={setDialog} />
    </div>
  )
}
