/** Types of bound parameters that we use. */
export type ParamType = 'String' | 'UInt8' | 'UInt64' | 'Int64' | 'Array(String)'
type ParamValue = string | number | readonly string[]

interface Param {
  readonly type: ParamType
  readonly value: ParamValue
}

/** A piece of SQL that is not yet text: our own words, and values that will be bound. */
export interface Sql {
  readonly parts: readonly (string | Param)[]
}

/** SQL text with the values that it names bound as `{name:Type}`. */
export interface SqlFragment {
  readonly text: string
  readonly params: Readonly<Record<string, unknown>>
}

/**
 * Writes SQL. What is written in the template is ours; everything put into it must be `Sql` already, so a value
 * can only come in through `param`: the compiler refuses a plain string.
 */
export function sql(words: TemplateStringsArray, ...pieces: readonly Sql[]): Sql {
  return { parts: words.flatMap((word, index) => [word, ...(pieces[index]?.parts ?? [])]) }
}

export function param(type: ParamType, value: ParamValue): Sql {
  return { parts: [{ type, value }] }
}

export function joinSql(pieces: readonly Sql[], separator: Sql): Sql {
  return {
    parts: pieces.flatMap((piece, index) =>
      index === 0 ? piece.parts : [...separator.parts, ...piece.parts],
    ),
  }
}

export const TRUE = sql`1`
export const FALSE = sql`0`

/** Each condition in brackets, so that nothing put together can change what a part means. */
export function andSql(conditions: readonly Sql[]): Sql {
  return conditions.length === 0
    ? TRUE
    : joinSql(
        conditions.map((it) => sql`(${it})`),
        sql` AND `,
      )
}

export function orSql(conditions: readonly Sql[]): Sql {
  return conditions.length === 0
    ? FALSE
    : joinSql(
        conditions.map((it) => sql`(${it})`),
        sql` OR `,
      )
}

export function notSql(condition: Sql): Sql {
  return sql`NOT (${condition})`
}

/** Gives every value its name: `q0`, `q1` …; another prefix where two texts are put together by hand. */
export function renderSql(piece: Sql, prefix = 'q'): SqlFragment {
  const params: Record<string, unknown> = {}
  let count = 0
  const text = piece.parts
    .map((part) => {
      if (typeof part === 'string') return part
      const name = `${prefix}${count}`
      count += 1
      params[name] = part.value
      return `{${name}:${part.type}}`
    })
    .join('')
  return { text, params }
}
