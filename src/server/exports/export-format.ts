import { csvLine, ndjsonLine, textLine } from '#protocol/export/lines.ts'
import { EXPORT_FIELDS, exportedField, type ExportedEvent } from '#protocol/export/exported-fields.ts'
import { readExportColumns } from '#protocol/export/export-columns.ts'
import { zonedTime } from '#protocol/export/zoned-time.ts'
import { isZone } from '#protocol/search-text/zone-offset.ts'
import type { Micros } from '#protocol/time.ts'
import { invalid, isYes } from '../query/scope-params.ts'

/** How an export is written. */
export interface ExportFormat {
  readonly contentType: string
  /** Of the file's name. */
  readonly extension: string
  readonly withPayload: boolean
  /** What stands in front of the first row. */
  readonly head: string
  /** One event, line end included. */
  line(exported: ExportedEvent): string
}

export interface FormatQuery {
  readonly format: 'ndjson' | 'csv' | 'text'
  readonly columns?: string | undefined
  readonly zone: string
  readonly payload?: string | undefined
  readonly bom?: string | undefined
}

const USUAL_CSV =
  'ts,level,category,form,name,phase,message,callid,session,seq,source.type,source.id,source.name,span,label,via,attrs'
const USUAL_TEXT = 'ts,level,category,name,phase,source,message,session,seq'

const BYTE_ORDER_MARK = '\uFEFF'

/** The format that the parameters ask for; throws what to tell the asker. */
export function exportFormat(query: FormatQuery): ExportFormat {
  if (!isZone(query.zone)) throw invalid('zone', 'Expected an IANA name such as Asia/Shanghai, or UTC+08:00.')
  if (query.format === 'ndjson') return ndjson(isYes(query.payload, true))
  const named = readExportColumns(query.columns ?? (query.format === 'csv' ? USUAL_CSV : USUAL_TEXT))
  const wantsPayload = isYes(query.payload, named.includes('payload'))
  const names = named.filter((it) => it !== 'payload')
  const columns = wantsPayload ? [...names, 'payload'] : names
  return query.format === 'csv'
    ? csv(columns, query.zone, isYes(query.bom, false))
    : text(columns, query.zone)
}

/** Names and values as in the store, and as an import takes them again; absent fields are left out. */
function ndjson(withPayload: boolean): ExportFormat {
  return {
    contentType: 'application/x-ndjson; charset=utf-8',
    extension: 'ndjson',
    withPayload,
    head: '',
    line: ndjsonLine,
  }
}

function csv(columns: readonly string[], zone: string, withMark: boolean): ExportFormat {
  const read = cellsOf(columns, zone)
  return {
    contentType: 'text/csv; charset=utf-8; header=present',
    extension: 'csv',
    withPayload: columns.includes('payload'),
    head: `${withMark ? BYTE_ORDER_MARK : ''}${csvLine(columns)}`,
    line: (exported) => csvLine(read(exported)),
  }
}

/** For reading: one line an event, tabs between the fields. */
function text(columns: readonly string[], zone: string): ExportFormat {
  const read = cellsOf(columns, zone)
  return {
    contentType: 'text/plain; charset=utf-8',
    extension: 'txt',
    withPayload: columns.includes('payload'),
    head: '',
    line: (exported) => textLine(read(exported)),
  }
}

function cellsOf(columns: readonly string[], zone: string): (exported: ExportedEvent) => readonly string[] {
  const timeText = (time: Micros) => zonedTime(zone, time)
  const fields = columns.map((name) => {
    const field = exportedField(name)
    if (field) return field
    throw invalid(
      'columns',
      `"${name}" is no column. There are ${EXPORT_FIELDS.join(', ')} and attr.<key>, with commas between them.`,
    )
  })
  return (exported) => fields.map((field) => field(exported, timeText))
}
