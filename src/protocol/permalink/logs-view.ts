import type { EventKey, EventPosition } from '../event.ts'
import { isSeq, isSessionId, type IngestPosition } from '../ids.ts'
import { isMicros } from '../time.ts'
import { EVERYTHING, printTimeBound, readTimeBound, type TimeRange } from './time-range.ts'
import { upgradeParams, VIEW_VERSION } from './upgraders.ts'

export type Order = 'asc' | 'desc'

/** A column of the list and its width in CSS pixels; absent = its usual width. */
export interface ColumnChoice {
  /** Field of the query language: `time`, `name`, `attr.status`. */
  readonly field: string
  readonly width?: number
}

export const MARK_COLOURS = ['1', '2', '3', '4', '5', '6', '7', '8'] as const
export type MarkColour = (typeof MARK_COLOURS)[number]

/** A named colour on every row that a query selects. */
export interface Mark {
  readonly colour: MarkColour
  /** In the query language. */
  readonly query: string
  /** What the reader calls it; absent = the query itself. */
  readonly name?: string
}

/** Everything that a link to a list of events carries. */
export interface LogsView {
  readonly query: string
  readonly range: TimeRange
  readonly order: Order
  /** IANA name; absent = the reader's own. */
  readonly zone?: string
  /** Snapshot; absent = now. */
  readonly asOf?: IngestPosition
  /** The row that is open. */
  readonly row?: EventKey
  /** First row on the screen. */
  readonly anchor?: EventPosition
  readonly columns?: readonly ColumnChoice[]
  readonly marks: readonly Mark[]
  readonly find?: string
  readonly wrap: boolean
  /** Queries of the lists beside this one, within the same page, range and order; at most `MAX_BESIDE`. */
  readonly beside: readonly string[]
}

export const DEFAULT_VIEW: LogsView = {
  query: '',
  range: EVERYTHING,
  order: 'desc',
  marks: [],
  wrap: false,
  beside: [],
}

/** What a router's query string holds: texts. */
export type ViewParams = Readonly<Record<string, string>>

export type ReadView =
  | { readonly ok: true; readonly view: LogsView }
  /** Made by a newer Clueline: the page must be refreshed, never shown wrong. */
  | { readonly ok: false; readonly version: string }

const ROW = /^([0-9A-Za-z_-]{1,64})\.(\d{1,16})$/
const ANCHOR = /^(-?\d{1,16})\.([0-9A-Za-z_-]{1,64})\.(\d{1,16})$/
const WIDTH = /^(.+)\*(\d{2,4})$/s
const ZONE = /^[A-Za-z0-9_+\-/]{1,64}$/
/** More do not fit a screen, nor a link. */
export const MAX_COLUMNS = 24
/** Three lists in all: more are too narrow to be read. */
export const MAX_BESIDE = 2
const BESIDE_PARAMS = ['q2', 'q3'] as const
export const MAX_MARK_NAME_CHARS = 40
const SEPARATOR = ','

/** Reads the parameters of a link. What is malformed is left out, as if it were not there. */
export function readView(params: ViewParams): ReadView {
  const upgraded = upgradeParams(params)
  if (!upgraded.ok) return upgraded
  const { q, from, to, order, zone, asOf, row, at, cols, find, wrap } = upgraded.params
  const readRow = row === undefined ? undefined : readEventKey(row)
  const anchor = at === undefined ? undefined : readAnchor(at)
  const columns = cols === undefined ? undefined : readColumns(cols)
  const fromBound = from === undefined ? undefined : readTimeBound(from)
  const toBound = to === undefined ? undefined : readTimeBound(to)
  return {
    ok: true,
    view: {
      query: q ?? '',
      range: { ...(fromBound ? { from: fromBound } : {}), ...(toBound ? { to: toBound } : {}) },
      order: order === 'asc' ? 'asc' : 'desc',
      ...(zone !== undefined && ZONE.test(zone) ? { zone } : {}),
      ...(asOf !== undefined && /^\d{1,15}$/.test(asOf) ? { asOf: Number(asOf) as IngestPosition } : {}),
      ...(readRow ? { row: readRow } : {}),
      ...(anchor ? { anchor } : {}),
      ...(columns ? { columns } : {}),
      marks: MARK_COLOURS.flatMap((colour) => {
        const query = upgraded.params[`m${colour}`]
        const name = upgraded.params[`m${colour}name`]?.slice(0, MAX_MARK_NAME_CHARS)
        return query === undefined || query === '' ? [] : [{ colour, query, ...(name ? { name } : {}) }]
      }),
      ...(find === undefined || find === '' ? {} : { find }),
      wrap: wrap === '1',
      beside: readBeside(upgraded.params),
    },
  }
}

/** The inverse; what is as usual is left out, and a view that is wholly as usual prints as nothing. */
export function printView(view: LogsView): ViewParams {
  const params: [string, string | undefined][] = [
    ['q', view.query === '' ? undefined : view.query],
    ['from', view.range.from && printTimeBound(view.range.from)],
    ['to', view.range.to && printTimeBound(view.range.to)],
    ['order', view.order === 'asc' ? 'asc' : undefined],
    ['zone', view.zone],
    ['asOf', view.asOf?.toString()],
    ['row', view.row && printEventKey(view.row)],
    ['at', view.anchor && `${view.anchor.ts}.${view.anchor.session}.${view.anchor.seq}`],
    ['cols', view.columns && printColumns(view.columns)],
    ...view.marks.flatMap(({ colour, query, name }): [string, string | undefined][] => [
      [`m${colour}`, query],
      [`m${colour}name`, name],
    ]),
    ['find', view.find === '' ? undefined : view.find],
    ['wrap', view.wrap ? '1' : undefined],
    ...BESIDE_PARAMS.map((name, index): [string, string | undefined] => [name, view.beside[index]]),
  ]
  const present = params.filter((it): it is [string, string] => it[1] !== undefined)
  return present.length === 0 ? {} : Object.fromEntries([['v', VIEW_VERSION], ...present])
}

/** The first that is absent ends them: there is no third list without a second. */
function readBeside(params: ViewParams): readonly string[] {
  const present = BESIDE_PARAMS.map((name) => params[name])
  const end = present.indexOf(undefined)
  return present.slice(0, end < 0 ? MAX_BESIDE : end).filter((it) => it !== undefined)
}

/** `session.seq`. */
export function printEventKey({ session, seq }: EventKey): string {
  return `${session}.${seq}`
}

export function readEventKey(text: string): EventKey | undefined {
  const match = ROW.exec(text)
  if (!match) return undefined
  const [, session = '', digits] = match
  const seq = Number(digits)
  return isSessionId(session) && isSeq(seq) ? { session, seq } : undefined
}

function readAnchor(text: string): EventPosition | undefined {
  const match = ANCHOR.exec(text)
  if (!match) return undefined
  const [, time, session, seq] = match
  const key = readEventKey(`${session}.${seq}`)
  const ts = Number(time)
  return key && isMicros(ts) ? { ...key, ts } : undefined
}

/** `time,name*240,attr.status`: a width follows a star. A comma within a field is written `%2C`. */
function printColumns(columns: readonly ColumnChoice[]): string {
  return columns
    .map(({ field, width }) => {
      const name = field.replaceAll('%', '%25').replaceAll(SEPARATOR, '%2C').replaceAll('*', '%2A')
      return width === undefined ? name : `${name}*${Math.round(width)}`
    })
    .join(SEPARATOR)
}

function readColumns(text: string): readonly ColumnChoice[] | undefined {
  const columns = text
    .split(SEPARATOR)
    .slice(0, MAX_COLUMNS)
    .flatMap((part): ColumnChoice[] => {
      const [, name = part, width] = WIDTH.exec(part) ?? []
      const field = name.replaceAll('%2A', '*').replaceAll('%2C', SEPARATOR).replaceAll('%25', '%')
      if (field === '') return []
      return [width === undefined ? { field } : { field, width: Number(width) }]
    })
  return columns.length === 0 ? undefined : columns
}
