import { AxeBuilder } from '@axe-core/playwright'
import { expect, test, type Page } from '@playwright/test'
import { FramePage, prefer } from './pages/frame-page.ts'

/**
 * Axe over every screen, in both languages and themes: all its rules, contrast included. What belongs to one feature
 * is tested more closely beside that feature; this is the one that forgets no page.
 */

interface Screen {
  readonly name: string
  /** `{call}`, `{session}` and `{account}` stand for ones of the sample. */
  readonly path: string
  /** Opens what is to be looked at. */
  readonly open?: (page: Page) => Promise<void>
}

const SCREENS: readonly Screen[] = [
  { name: 'find', path: '/' },
  { name: 'found', path: '/?text=1234' },
  { name: 'logs', path: '/logs' },
  { name: 'logs, nothing found', path: '/logs?q=no-such-word-anywhere' },
  { name: 'logs, mistake', path: '/logs?q=level:(' },
  { name: 'row open', path: '/logs?row={session}~1' },
  { name: 'call', path: '/call/{call}' },
  { name: 'session', path: '/session/{session}' },
  { name: 'account', path: '/account/{account}' },
  { name: 'open a file', path: '/open' },
  { name: 'imports', path: '/imports' },
  { name: 'status', path: '/status' },
  { name: 'settings', path: '/settings' },
  { name: 'no such page', path: '/nowhere' },
  {
    name: 'commands',
    path: '/logs',
    open: async (page) => {
      await page.keyboard.press('Control+k')
      await page.locator('[role=dialog] [role=option]').first().waitFor()
    },
  },
  {
    name: 'keys',
    path: '/logs',
    open: async (page) => {
      await page.keyboard.press('?')
      await page.locator('[role=dialog] dl').first().waitFor()
    },
  },
]

interface SessionCard {
  readonly session: string
  readonly accounts: readonly string[]
}

/** Something of the sample for every kind of page. */
async function samples(page: Page): Promise<Readonly<Record<string, string>>> {
  const recent = (await (await page.request.get('/api/recent')).json()) as {
    readonly calls: readonly { readonly callid: string; readonly sessions: readonly string[] }[]
  }
  const [call] = recent.calls
  const session = call?.sessions[0]
  if (!call || session === undefined) throw new Error('the sample has no call')
  const card = (await (await page.request.get(`/api/sessions/${session}`)).json()) as SessionCard
  return { call: call.callid, session, account: card.accounts[0] ?? 'none' }
}

for (const language of ['en', 'zh'] as const) {
  for (const theme of ['light', 'dark'] as const) {
    test(`axe has nothing against any screen: ${language}, ${theme}`, async ({ page }) => {
      test.setTimeout(240_000)
      await prefer(page, { language, theme })
      const known = await samples(page)
      const faults: string[] = []
      for (const screen of SCREENS) {
        const path = screen.path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
          encodeURIComponent(known[name] ?? ''),
        )
        await page.goto(path)
        await new FramePage(page, language).status.waitFor()
        await page.waitForLoadState('networkidle')
        await screen.open?.(page)
        const { violations } = await new AxeBuilder({ page }).analyze()
        for (const { id, nodes } of violations) {
          faults.push(`${screen.name}: ${id} ${nodes.map((node) => node.target.join(' ')).join(', ')}`)
        }
      }
      expect(faults).toEqual([])
    })
  }
}
