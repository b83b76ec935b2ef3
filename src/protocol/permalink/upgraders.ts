type Params = Readonly<Record<string, string>>

/** The version that this build writes. */
export const VIEW_VERSION = '1'

/**
 * One step per version, the first from version 1 to 2: links live for years, and the newest code must understand the
 * oldest link. There is one version so far.
 */
const UPGRADERS: readonly ((params: Params) => Params)[] = []

if (UPGRADERS.length !== Number(VIEW_VERSION) - 1)
  throw new Error('a step between two link versions is missing')

export type Upgraded =
  | { readonly ok: true; readonly params: Params }
  | { readonly ok: false; readonly version: string }

/** Brings the parameters of a link up to date. Without a version they are read as typed by hand: the newest. */
export function upgradeParams(params: Params): Upgraded {
  const version = params['v'] ?? VIEW_VERSION
  if (!/^[1-9]\d{0,3}$/.test(version)) return { ok: true, params }
  if (Number(version) > Number(VIEW_VERSION)) return { ok: false, version }
  return {
    ok: true,
    params: UPGRADERS.slice(Number(version) - 1).reduce((current, upgrade) => upgrade(current), params),
  }
}
