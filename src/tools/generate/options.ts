import { err, ok, type Result } from '#protocol/result.ts'
import { microsFromMillis, type Micros } from '#protocol/time.ts'
import { DEFAULT_DAYS, DEFAULT_START } from './sessions.ts'

export const FORMATS = ['ndjson', 'netlog', 'sample', 'vocabulary'] as const
export type Format = (typeof FORMATS)[number]

export interface Options {
  readonly format: Format
  readonly events: number
  readonly seed: number
  readonly start: Micros
  readonly days: number
  /** Absent: standard output. A name that ends in .gz is gzipped. */
  readonly out?: string
}

export const USAGE = `usage: generate [--format ndjson|netlog|sample|vocabulary] [--events N] [--seed N] [--start YYYY-MM-DD] [--days N] [--out FILE[.gz]]

  ndjson      sessions of a web phone, one line per event (default, 100000 events)
  netlog      a NetLog file as Chromium writes it
  sample      the sample incident (--events, --seed, --start and --days do not apply)
  vocabulary  the page of the guide (nor here)`

const DEFAULT_EVENTS = 100_000
const MAX_EVENTS = 1_000_000_000
const MAX_DAYS = 3_650
/** Days begin at midnight in the staff's zone. */
const ZONE = '+08:00'

export type RawOptions = Readonly<
  Partial<Record<'format' | 'events' | 'seed' | 'start' | 'days' | 'out', string>>
>

function whole(text: string | undefined, fallback: number, max: number): number | undefined {
  if (text === undefined) return fallback
  const value = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN
  return value <= max ? value : undefined
}

/** Checks what was typed; the error is one sentence for the person at the keyboard. */
export function readOptions(raw: RawOptions): Result<Options, string> {
  const format = FORMATS.find((it) => it === (raw.format ?? 'ndjson'))
  if (!format) return err(`--format is ${FORMATS.join(', ')}, not ${raw.format}`)
  const events = whole(raw.events, DEFAULT_EVENTS, MAX_EVENTS)
  if (events === undefined || events < 1)
    return err(`--events is a whole number from 1 to ${MAX_EVENTS}, not ${raw.events}`)
  const seed = whole(raw.seed, 1, 4_294_967_295)
  if (seed === undefined) return err(`--seed is a whole number up to 4294967295, not ${raw.seed}`)
  const days = whole(raw.days, DEFAULT_DAYS, MAX_DAYS)
  if (days === undefined || days < 1)
    return err(`--days is a whole number from 1 to ${MAX_DAYS}, not ${raw.days}`)
  const millis = raw.start === undefined ? undefined : Date.parse(`${raw.start}T00:00:00${ZONE}`)
  if (Number.isNaN(millis)) return err(`--start is a date such as 2021-12-13, not ${raw.start}`)
  return ok({
    format,
    events,
    seed,
    days,
    start: millis === undefined ? DEFAULT_START : microsFromMillis(millis),
    ...(raw.out === undefined ? {} : { out: raw.out }),
  })
}
