import type { StoredEvent } from '#protocol/event.ts'
import type { ColumnChoice, LogsView } from '#protocol/permalink/logs-view.ts'
import { FIELDS } from '#protocol/query-lang/fields.ts'
import { printMicros } from '#protocol/permalink/time-range.ts'
import type { AttributeDefinition } from '#protocol/vocabulary/types.ts'

/** How a cell is drawn; `moment` is another time of the row, `text` any field as plain text. */
export type CellKind = 'time' | 'delta' | 'category' | 'source' | 'name' | 'message' | 'moment' | 'text'

export interface Column {
  /** Field of the query language that a row itself has; `delta` is the list's own. */
  readonly field: string
  readonly kind: CellKind
  /** CSS pixels. A column that `grows` takes at least this much, and what the others leave. */
  readonly width: number
  readonly grows: boolean
  readonly align: 'start' | 'end'
  readonly title: { readonly en: string; readonly zh: string }
  /** As stored, not as drawn: what copying and exporting write. Empty = absent. */
  readonly text: (event: StoredEvent) => string
}

export const MIN_COLUMN_WIDTH = 40
export const MAX_COLUMN_WIDTH = 2_000
const USUAL_WIDTH = 140
const ATTRIBUTE = 'attr.'

const column = (
  field: string,
  kind: CellKind,
  width: number,
  en: string,
  zh: string,
  text: Column['text'],
): Column => ({ field, kind, width, grows: kind === 'message', align: 'start', title: { en, zh }, text })

/** Those that need more than their text, and those whose title is not the field's own name. */
const KNOWN: readonly Column[] = [
  column('ts', 'time', 188, 'Time', '时间', ({ ts }) => printMicros(ts)),
  { ...column('delta', 'delta', 76, 'Δ', 'Δ', () => ''), align: 'end' },
  column('category', 'category', 32, 'Category', '类别', ({ category }) => category),
  column('source', 'source', 168, 'Source', '来源', ({ source }) => source?.name ?? source?.id ?? ''),
  column('name', 'name', 220, 'Event', '事件', ({ name }) => name),
  column('message', 'message', 320, 'Message', '消息', ({ message }) => message ?? ''),
  column('time', 'moment', 188, 'Device time', '设备时间', ({ time }) => printMicros(time)),
  column('received', 'moment', 188, 'Received', '接收时间', ({ received }) => printMicros(received)),
  column('level', 'text', 72, 'Level', '级别', ({ level }) => level),
  column('form', 'text', 72, 'Form', '形式', ({ form }) => form),
  column('phase', 'text', 72, 'Phase', '阶段', ({ phase }) => phase),
  column('via', 'text', 88, 'Came via', '到达方式', ({ via }) => via),
  column('label', 'text', 120, 'Label', '标签', ({ label }) => label ?? ''),
  column('source.id', 'text', USUAL_WIDTH, 'Source id', '来源 ID', ({ source }) => source?.id ?? ''),
  column('source.name', 'text', USUAL_WIDTH, 'Source name', '来源名称', ({ source }) => source?.name ?? ''),
  column('source.type', 'text', USUAL_WIDTH, 'Source type', '来源类型', ({ source }) => source?.type ?? ''),
  column(
    'source.parent',
    'text',
    USUAL_WIDTH,
    'Parent source',
    '上级来源',
    ({ source }) => source?.parent ?? '',
  ),
  column('span', 'text', USUAL_WIDTH, 'Span', '跨度', ({ span }) => span ?? ''),
  column('callid', 'text', USUAL_WIDTH, 'Call', '通话', ({ callid }) => callid ?? ''),
  column('session', 'text', USUAL_WIDTH, 'Session', '会话', ({ session }) => session),
  { ...column('seq', 'text', 72, 'No.', '序号', ({ seq }) => String(seq)), align: 'end' },
]

const BY_FIELD = new Map(KNOWN.map((it) => [it.field, it]))

/** What a column chooser offers before the attributes of the rows that are shown. */
export const COLUMN_FIELDS: readonly string[] = KNOWN.map(({ field }) => field)

/** What a list shows when its link says nothing of columns. */
export const DEFAULT_FIELDS: readonly string[] = ['ts', 'delta', 'category', 'source', 'name', 'message']

/** What the vocabulary says of an attribute; it may not be loaded yet. */
export type AttributeLookup = (key: string) => AttributeDefinition | undefined

/** The column of a field; undefined where a row does not carry it (`session.browser`, `payload`). */
export function columnOf(field: string, attributeOf?: AttributeLookup): Column | undefined {
  const known = BY_FIELD.get(field)
  if (known) return known
  if (!field.startsWith(ATTRIBUTE) || field.length === ATTRIBUTE.length) return undefined
  const key = field.slice(ATTRIBUTE.length)
  const definition = attributeOf?.(key)
  const isNumber =
    definition?.type === 'number' || definition?.type === 'duration' || definition?.type === 'bytes'
  return {
    field,
    kind: 'text',
    width: USUAL_WIDTH,
    grows: false,
    align: isNumber ? 'end' : 'start',
    title: definition?.label ?? { en: key, zh: key },
    text: ({ attrs }) => (Object.hasOwn(attrs, key) ? (attrs[key] ?? '') : ''),
  }
}

/** The columns that a link asks for, with its widths; fields that no row has are left out, and none means the usual. */
export function columnsOf(view: Pick<LogsView, 'columns'>, attributeOf?: AttributeLookup): readonly Column[] {
  const chosen = (view.columns ?? []).flatMap((it) => {
    const found = columnOf(it.field, attributeOf)
    return found ? [withWidth(found, it)] : []
  })
  if (chosen.length > 0) return chosen
  return DEFAULT_FIELDS.flatMap((field) => columnOf(field) ?? [])
}

/** Below it the usual columns would leave the message no room: beside an open row, or one of three lists. */
const NARROW_PX = 720
/** A time column below it tells the clock only; the header has the date. */
const DATE_PX = 150

/** The columns of a pane of this width: in a narrow one the usual ones give way to the message; chosen ones stay. */
export function fittedColumns(
  columns: readonly Column[],
  isChosen: boolean,
  paneWidth: number,
): readonly Column[] {
  if (isChosen || paneWidth >= NARROW_PX) return columns
  const widths: Readonly<Record<string, number>> = { ts: 116, category: 32, name: 168, message: 120 }
  return columns.flatMap((column) => {
    const width = widths[column.field]
    return width === undefined ? [] : [{ ...column, width }]
  })
}

export const hasDate = ({ width }: Column): boolean => width >= DATE_PX

/** A width that somebody chose holds; the message column still takes what the others leave. */
function withWidth(column: Column, { width }: ColumnChoice): Column {
  if (width === undefined) return column
  return { ...column, width: Math.min(MAX_COLUMN_WIDTH, Math.max(MIN_COLUMN_WIDTH, width)) }
}

/** The same columns as a link writes them: a width only where it is not the usual one. */
export function choicesOf(columns: readonly Column[]): readonly ColumnChoice[] {
  return columns.map(({ field, width }) =>
    width === columnOf(field)?.width ? { field } : { field, width: Math.round(width) },
  )
}

/** CSS `grid-template-columns`; what is left over at the end stays empty where no column grows. */
export function gridTemplate(columns: readonly Column[]): string {
  const tracks = columns.map(({ width, grows }) => (grows ? `minmax(${width}px, 1fr)` : `${width}px`))
  return columns.some(({ grows }) => grows) ? tracks.join(' ') : [...tracks, '1fr'].join(' ')
}

/** Whether the query language knows it, so that a value of it can be filtered for. */
export function isQueryField(field: string): boolean {
  return field.startsWith(ATTRIBUTE) || Object.hasOwn(FIELDS, field)
}
