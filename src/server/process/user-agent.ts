import type { SessionRecord } from '#protocol/session.ts'

type Agent = Pick<SessionRecord, 'browser' | 'browserVersion' | 'os' | 'osVersion'>

/** Real ones have up to 300 characters; some in-app browsers 500. */
const MAX_AGENT_CHARS = 1_024
/** `$` stands for the version. The first that matches wins: nearly all of them also say Chrome and Safari. */
const BROWSERS = table([
  ['WeChat', 'MicroMessenger/$'],
  ['DingTalk', 'DingTalk/$'],
  ['Edge', 'Edg(?:e|A|iOS)?/$'],
  ['Opera', '(?:OPR|OPT|Opera)/$'],
  ['Samsung Internet', 'SamsungBrowser/$'],
  ['QQ Browser', 'M?QQBrowser/$'],
  ['UC Browser', 'UCBrowser/$'],
  ['Huawei Browser', 'HuaweiBrowser/$'],
  ['Electron', 'Electron/$'],
  ['Firefox', '(?:Firefox|FxiOS)/$'],
  ['Chrome', '(?:Chrome|CriOS|HeadlessChrome|Chromium)/$'],
  ['Safari', 'Version/$(?: Mobile/\\w{1,20})? Safari/'],
])
const SYSTEMS = table([
  ['Windows', 'Windows NT $'],
  ['iOS', '(?:iPhone|iPad|iPod)[^)]{0,80}? OS $'],
  ['HarmonyOS', 'HarmonyOS(?:[ /]$)?'],
  ['Android', 'Android(?: $)?'],
  ['ChromeOS', 'CrOS \\w{1,20} $'],
  ['macOS', 'Mac OS X(?: $)?'],
  ['Linux', 'Linux'],
])

/** Browser and system of a `User-Agent`, as far as the table knows them. Any text is safe to give. */
export function parseUserAgent(userAgent: string): Agent {
  const text = userAgent.slice(0, MAX_AGENT_CHARS)
  const browser = lookUp(BROWSERS, text)
  const system = lookUp(SYSTEMS, text)
  return {
    ...(browser && { browser: browser.name }),
    ...(browser?.version && { browserVersion: browser.version }),
    ...(system && { os: system.name }),
    // Since Windows 11 and macOS 11 the number is frozen; it is shown as it came.
    ...(system?.version && { osVersion: system.version.replaceAll('_', '.') }),
  }
}

/** What the client said itself stays. */
export function withUserAgent(record: SessionRecord, header: string | undefined): SessionRecord {
  const userAgent = record.userAgent ?? header?.slice(0, MAX_AGENT_CHARS)
  if (userAgent === undefined || userAgent === '') return record
  return { ...parseUserAgent(userAgent), ...record, userAgent }
}

interface Row {
  readonly name: string
  readonly pattern: RegExp
}

function table(rows: readonly (readonly [name: string, pattern: string])[]): readonly Row[] {
  return rows.map(([name, pattern]) => ({
    name,
    pattern: new RegExp(pattern.replace('$', String.raw`(\d[\d._]{0,30})`)),
  }))
}

function lookUp(
  rows: readonly Row[],
  text: string,
): { name: string; version: string | undefined } | undefined {
  for (const { name, pattern } of rows) {
    const match = pattern.exec(text)
    if (match) return { name, version: match[1] }
  }
  return undefined
}
