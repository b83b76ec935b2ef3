import { isSecretAttribute } from '#protocol/vocabulary/lookup.ts'
import type { TenantKeys } from '../ports.ts'

const SECRET_KEY_END =
  /(?:token|ticket|password|passwd|passphrase|pwd|secret|authorization|cookie|apikey|privatekey|credentials?)$/
/** What says that there is a secret, or none, without being one. */
const HARMLESS = /^(?:|true|false|null|undefined|none|yes|no|\[secret:[0-9a-f]{8}\])$/i
const MAX_REMEMBERED_KEYS = 10_000
const remembered = new Map<string, boolean>()

/** By its name in any spelling: `Authorization`, `x-auth-token`, `refreshToken`. */
export function namesSecret(key: string): boolean {
  let secret = remembered.get(key)
  if (secret === undefined) {
    const plain = key
      .replace(/\[(?:secret|tel):[^\]]*\]/g, '')
      .toLowerCase()
      .replace(/[^a-z]/g, '')
    secret = isSecretAttribute(key) || SECRET_KEY_END.test(plain)
    if (remembered.size >= MAX_REMEMBERED_KEYS) remembered.clear()
    remembered.set(key, secret)
  }
  return secret
}

export function redactSecretValue(value: string, keys: TenantKeys): string {
  if (HARMLESS.test(value)) return value
  keys.count('secret-attribute')
  return `[secret:${keys.secretTag(value)}]`
}

const MAY_HOLD = /token|ticket|passw|passphrase|pwd|secret|authori[sz]ation|cookie|api[_-]?key|bearer /i
/** What may stand between the word and its secret: `=`, `": "` of JSON (also escaped once), `[` of a list. */
const BETWEEN = String.raw`(?:\\?["'])?\s{0,4}(?:[:=]|,\s{0,4}\\?"value\\?"\s{0,4}:)\s{0,4}(?:\[(?!secret:|tel:)\s{0,4})?(?:\\?["'])?`
/** Always a secret, however short: `"password":"x"`, `password=x`. */
const PASSWORDS = new RegExp(
  String.raw`((?:password|passwd|passphrase|pwd|(?<!\[)secret)${BETWEEN})([^\s"'\\&,;}\]\[)]{1,4096})`,
  'gi',
)
/** Up to the end of the line or string: these have blanks in them. `cookie: blocked` is no cookie. */
const HEADERS = new RegExp(
  String.raw`((?:authorization|cookie(?=[^\r\n]{1,300}=))${BETWEEN})([^\r\n"'\\,}\]:][^\r\n"'\\]{0,8191})`,
  'gi',
)
/** These words also stand before what is no secret (`ticket: expired`), so the value must look like one. */
const TOKENS = new RegExp(
  String.raw`((?:token|ticket|api[_-]?key)${BETWEEN}|bearer\s{1,4})((?=[\w.~+/=%-]{0,200}\d)[\w.~+/=%-]{8,4096})`,
  'gi',
)
/** A JSON member whose value has no quotes. */
const BEFORE_BARE_VALUE = /["']\s*:\s*$/

/** Secrets in free text, JSON text and addresses, found by the word before them. */
export function redactSecretText(text: string, keys: TenantKeys): string {
  if (!MAY_HOLD.test(text)) return text
  const replace = (whole: string, before: string, value: string) => {
    if (HARMLESS.test(value) || value.startsWith('[secret:')) return whole
    keys.count('secret-text')
    const token = `[secret:${keys.secretTag(value)}]`
    return before + (BEFORE_BARE_VALUE.test(before) ? `"${token}"` : token)
  }
  const replaceHeader = (whole: string, before: string, value: string) =>
    BEFORE_BARE_VALUE.test(before) ? whole : replace(whole, before, value)
  return text.replace(HEADERS, replaceHeader).replace(PASSWORDS, replace).replace(TOKENS, replace)
}
