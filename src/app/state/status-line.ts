import { create } from 'zustand'

/** What the status bar says about the page that is open. A part that is absent is not shown. */
export interface StatusParts {
  readonly scope?: string | undefined
  /** In which the page shows times, and in which the client recorded: IANA names. */
  readonly zone?: string | undefined
  readonly clientZone?: string | undefined
  /** Milliseconds since 1970 of what is shown: offsets change with the season. Absent = now. */
  readonly zoneAt?: number | undefined
  /** `99.98 %, 2 holes`. */
  readonly completeness?: string | undefined
  readonly rows?: string | undefined
  /** `IngestPosition` at which everything is read. */
  readonly snapshot?: string | undefined
  readonly queryTime?: string | undefined
  readonly live?: string | undefined
}

/** How long a success or a key's name stays: long enough to read six words. */
const FLASH_MS = 2_500

interface StatusLine {
  readonly parts: StatusParts
  /** A success ("Copied: this row"); failures are toasts. */
  readonly flash: string | undefined
}

export const useStatusLine = create<StatusLine>()(() => ({ parts: {}, flash: undefined }))

export function setStatusParts(parts: StatusParts): void {
  useStatusLine.setState((old) => ({ parts: { ...old.parts, ...parts } }))
}

/** For the page that goes away. */
export function clearStatusParts(): void {
  useStatusLine.setState({ parts: {} })
}

let timer: ReturnType<typeof setTimeout> | undefined

export function flashStatus(text: string): void {
  clearTimeout(timer)
  useStatusLine.setState({ flash: text })
  timer = setTimeout(() => useStatusLine.setState({ flash: undefined }), FLASH_MS)
}
