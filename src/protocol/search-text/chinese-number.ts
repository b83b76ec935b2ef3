const DIGITS = '零一二三四五六七八九'

/** What a number up to 99 may look like in Chinese or Arabic digits, for a pattern. */
export const SMALL_NUMBER = '(?:[零〇]?\\d{1,2}|[〇零一二两三四五六七八九十]{1,3})'

/** `15`, `十五`, `两`, `零七`, `二十` → 15, 15, 2, 7, 20. Undefined for anything else, also for 十二十. */
export function readSmallNumber(text: string): number | undefined {
  if (/^[零〇]?\d{1,2}$/.test(text)) return Number(text.replace(/^[零〇]/, ''))
  const plain = text.replace('两', '二').replace('〇', '零')
  if (/^零?[零一二三四五六七八九]$/.test(plain)) return DIGITS.indexOf(plain.at(-1) ?? '')
  const tens = /^([一二三四五六七八九])?十([一二三四五六七八九])?$/.exec(plain)
  if (!tens) return undefined
  const [, ten, one] = tens
  return (ten === undefined ? 1 : DIGITS.indexOf(ten)) * 10 + (one === undefined ? 0 : DIGITS.indexOf(one))
}
