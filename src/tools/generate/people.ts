import type { SessionRecord } from '#protocol/session.ts'
import type { Random } from './random.ts'

export interface Person {
  readonly account: string
  readonly staff: string
  readonly name: string
  readonly group: string
  readonly language: 'zh-CN' | 'en-US'
  readonly device: string
}

const FAMILY = ['测试王', '测试李', '测试张', '测试刘', '测试陈', '测试赵'] as const
const GIVEN = ['小明', '小红', '小军', '小芳', '小强', '小丽'] as const
const ENGLISH = ['Test Ada', 'Test Ben', 'Test Cleo', 'Test Dan', 'Test Eve'] as const
const GROUPS = ['售前咨询', '售后服务', '催收提醒', 'Sales', 'Support'] as const

/** So many staff share one main account. */
const STAFF_PER_ACCOUNT = 12

/** Accounts and staff are the same people again and again: most work comes from few accounts. */
export function choosePerson(random: Random): Person {
  const account = Math.floor(random.next() ** 2 * 60)
  const staff = random.int(1, STAFF_PER_ACCOUNT)
  const isChinese = account % 4 !== 3
  const pick = account * STAFF_PER_ACCOUNT + staff
  return {
    account: `2885${String(100_000 + account * 137)}`,
    staff: `${1000 + staff}`,
    name: isChinese
      ? `${FAMILY[pick % FAMILY.length] ?? ''}${GIVEN[(pick >> 2) % GIVEN.length] ?? ''}`
      : (ENGLISH[pick % ENGLISH.length] ?? ''),
    group: GROUPS[isChinese ? pick % 3 : 3 + (pick % 2)] ?? 'Support',
    language: isChinese ? 'zh-CN' : 'en-US',
    device: `d-${(pick * 2_654_435_761) % 4_294_967_296}`,
  }
}

/**
 * Nobody's numbers: mobile prefixes followed by a block of zeros, which no carrier hands out to people,
 * and landlines in a block of fives.
 */
export function fictionalNumber(random: Random): string {
  if (random.chance(0.08)) return `0755-5555${random.digits(4)}`
  return `${random.pick(['138', '139', '150', '186', '199'])}0000${random.digits(4)}`
}

type Engine = 'chrome' | 'edge' | 'firefox' | 'safari'
interface Browser {
  readonly browser: string
  readonly version: string
  readonly engine: Engine
}
const BROWSERS: readonly (readonly [Browser, weight: number])[] = [
  [{ browser: 'Chrome', version: '96.0.4664.110', engine: 'chrome' }, 60],
  [{ browser: 'Chrome', version: '86.0.4240.198', engine: 'chrome' }, 15],
  [{ browser: 'Edge', version: '96.0.1054.62', engine: 'edge' }, 14],
  [{ browser: 'Firefox', version: '95.0', engine: 'firefox' }, 6],
  [{ browser: 'Safari', version: '15.2', engine: 'safari' }, 5],
]

function userAgent(engine: Engine, version: string): string {
  const windows = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64)'
  switch (engine) {
    case 'chrome':
      return `${windows} AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${version} Safari/537.36`
    case 'edge':
      return `${windows} AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${version} Safari/537.36 Edg/${version}`
    case 'firefox':
      return `Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:${version}) Gecko/20100101 Firefox/${version}`
    case 'safari':
      return `Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/${version} Safari/605.1.15`
    default:
      return windows
  }
}

export function sessionRecord(random: Random, person: Person): SessionRecord {
  const { browser, version, engine } = random.weighted(BROWSERS)
  const isMac = engine === 'safari'
  return {
    platform: 'web',
    device: person.device,
    tab: `t-${random.hex(8)}`,
    visit: `v-${random.hex(8)}`,
    url: 'https://desk.example.com/workbench',
    userAgent: userAgent(engine, version),
    browser,
    browserVersion: version,
    os: isMac ? 'macOS' : 'Windows',
    osVersion: isMac ? '10.15.7' : '10',
    app: 'web-phone',
    release: random.pick(['3.8.1', '3.8.2', '3.9.0']),
    sdk: '1.0.0',
    language: person.language,
    zone: person.language === 'zh-CN' ? 'Asia/Shanghai' : 'Asia/Singapore',
    network: random.pick(['wifi', 'ethernet', '4g']),
    captureLevel: 'full',
    custom: { group: person.group },
  }
}
