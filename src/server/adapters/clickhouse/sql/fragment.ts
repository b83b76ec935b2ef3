/** Types of bound parameters that we use. */
export type ParamType = 'String' | 'UInt8' | 'UInt64' | 'Int64' | 'Array(String)'
type ParamValue = string | number | readonly string[]

interface Param {
  readonly type: ParamType
  readonly value: ParamValue
}

interface Named {
  readonly name: string
  readonly parts: Sql['parts']
}

/** A piece of SQL that is not yet text: our own words, and values that will be bound. */
export interface Sql {
  readonly parts: readonly (string | Param | Named)[]
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

/**
 * An expression that is written out once and then called by its name (an alias of the engine), since a long one
 * written for each of a hundred words passes the engine's limit for the text of a query. Not inside a subquery or
 * lambda, where the name would not be known elsewhere.
 */
export function named(name: string, { parts }: Sql): Sql {
  return { parts: [{ name, parts }] }
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

/** Gives every value its name: `q0`, `q1` …, equal ones the same. */
export function renderSql(piece: Sql): SqlFragment {
  const params: Record<string, unknown> = {}
  const placeholders = new Map<string, string>()
  const written = new Set<string>()

  const render = ({ parts }: Sql): string => parts.map(renderPart).join('')
  const renderPart = (part: Sql['parts'][number]): string => {
    if (typeof part === 'string') return part
    if ('type' in part) return placeholderOf(part)
    if (written.has(part.name)) return part.name
    written.add(part.name)
    return `(${render(part)} AS ${part.name})`
  }
  const placeholderOf = ({ type, value }: Param): string => {
    const key = JSON.stringify([type, value])
    const known = placeholders.get(key)
    if (known !== undefined) return known
    const name = `q${placeholders.size}`
    params[name] = value
    placeholders.set(key, `{${name}:${type}}`)
    return `{${name}:${type}}`
  }
  return { text: render(piece), params }
}
