/**
 * The one rule of what is a number, in queries and in values: `0x10`, `inf`, `1e3`, ` 5` and `+5` are text.
 * Fifteen digits on either side of the point: exact in the store's Decimal128 and in our integers.
 */
export const NUMBER_PATTERN = '^-?[0-9]{1,15}(\\.[0-9]{1,15})?$'
/** Digits behind the point that are compared. */
export const NUMBER_SCALE = 15

const NUMBER = new RegExp(NUMBER_PATTERN)

export function isNumberText(text: string): boolean {
  return NUMBER.test(text)
}

/** The number times 10^15, exact; undefined where the text is no number. */
export function scaledNumber(text: string): bigint | undefined {
  if (!isNumberText(text)) return undefined
  const negative = text.startsWith('-')
  const [whole = '0', fraction = ''] = (negative ? text.slice(1) : text).split('.')
  const scaled = BigInt(whole + fraction.padEnd(NUMBER_SCALE, '0'))
  return negative ? -scaled : scaled
}
