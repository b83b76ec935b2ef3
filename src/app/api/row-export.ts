export const ROW_FORMATS = ['ndjson', 'csv', 'text'] as const
export type RowFormat = (typeof ROW_FORMATS)[number]

export interface RowExportRequest {
  readonly format: RowFormat
  /** Fields of csv and text, as `exportedField` knows them; ndjson has all of them. */
  readonly columns: readonly string[]
  /** Zone of the times of csv and text. */
  readonly zone: string
  readonly payload: boolean
}

/** How far it is; after the last byte, what became of it. */
export interface RowExportState {
  readonly rows: number
  readonly isComplete: boolean
  /** Of all bytes, lower-case hex, as the side that wrote them computed it. */
  readonly sha256?: string
  /** Why it is not complete. */
  readonly reason?: string
}

/** A file on its way. */
export interface RowExport {
  /** Rows at the snapshot; undefined: could not be counted in time. */
  readonly total: number | undefined
  /** Errors where it cannot be finished; `state` then says why. */
  readonly body: ReadableStream<Uint8Array<ArrayBuffer>>
  state(signal: AbortSignal): Promise<RowExportState>
}
