import { MICROS_PER_MILLI } from '#protocol/time.ts'
import type { AttributeDefinition, Label } from '#protocol/vocabulary/types.ts'
import { bytesText } from '../../ui/bytes-text.ts'
import { durationText } from '../../ui/duration-text.ts'

const DECIMAL = /^-?\d{1,15}(\.\d{1,15})?$/

interface Words {
  readonly yes: string
  readonly no: string
}

/**
 * What to show for a value beside or in place of its text: a unit, a word of the reader's language. Undefined: the
 * text says it all, or is not what the vocabulary expects of this attribute.
 */
export function attributeText(
  definition: AttributeDefinition | undefined,
  text: string,
  label: (it: Label) => string,
  words: Words,
): string | undefined {
  if (definition === undefined) return undefined
  const known = definition.values?.[text]
  if (known) return label(known)
  switch (definition.type) {
    case 'duration':
      return DECIMAL.test(text) ? durationText(Number(text) * MICROS_PER_MILLI) : undefined
    case 'bytes':
      return DECIMAL.test(text) ? bytesText(Number(text)) : undefined
    case 'number':
      return DECIMAL.test(text) && definition.unit !== undefined ? `${text} ${definition.unit}` : undefined
    case 'boolean':
      return text === 'true' || text === '1'
        ? words.yes
        : text === 'false' || text === '0'
          ? words.no
          : undefined
    case 'text':
    case 'time':
    case 'enum':
    case 'id':
    case 'url':
      return undefined
    default: {
      const never: never = definition.type
      return never
    }
  }
}
