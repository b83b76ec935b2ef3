import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs'
import { uptime } from 'node:os'
import { join } from 'node:path'
import { isKind } from '#protocol/kind.ts'
import { partitionKey } from './day-partition.ts'
import type { DayPartition } from './day-partition.ts'

const FILE = 'dirty-partitions.json'
/**
 * Derived tables are not synced to the disk with every insert; after a power failure their last parts may be gone.
 * The system writes them out within half a minute; this is far more.
 */
const RECENT_MS = 10 * 60_000

interface Touched extends DayPartition {
  /** Milliseconds since the Unix epoch. */
  readonly at: number
}

interface Marker {
  readonly v: 2
  /** Leases of the writers that kept this file; when the store knows a newer one, somebody else wrote meanwhile. */
  readonly writers: readonly string[]
  /** The writer was closed in peace: nothing to rebuild, unless the disk lost what was never synced. */
  readonly clean: boolean
  /** Milliseconds since the Unix epoch. */
  readonly written: number
  readonly partitions: readonly Touched[]
}

/** `missing`: nothing is known (first start, another data directory, another writer since): treat all as touched. */
export type MarkerState =
  | { readonly type: 'clean' | 'missing' }
  | { readonly type: 'unclean'; readonly partitions: readonly DayPartition[] }

/** Clocks may be set while a machine starts. */
const BOOT_MARGIN_MS = 60_000

function bootedSince(written: number): boolean {
  return Date.now() - uptime() * 1_000 + BOOT_MARGIN_MS > written
}

/**
 * A file that names the day partitions whose derived tables may lag behind `events`: those with inserts in flight
 * or lately. Written before an insert into a partition that it does not name yet.
 */
export class DirtyPartitions {
  private readonly touched = new Map<string, Touched>()
  private readonly directory: string
  private readonly now: () => number
  private writers: readonly string[] = []
  private state: MarkerState = { type: 'missing' }
  private clean = true

  constructor(directory: string, now: () => number = Date.now) {
    this.directory = directory
    this.now = now
    mkdirSync(directory, { recursive: true, mode: 0o700 })
  }

  /**
   * What the last writer left behind, if `newest`, the last one that the store knows, is the one that kept this file.
   * A damaged file counts as missing. `mayBeLost`: whether the store's machine may have lost power since.
   */
  read(newest: string | undefined, mayBeLost: (written: number) => boolean = bootedSince): MarkerState {
    const marker = readMarker(join(this.directory, FILE))
    if (marker === undefined || newest === undefined || !marker.writers.includes(newest)) return this.state
    this.writers = [newest]
    for (const it of marker.partitions) this.touched.set(partitionKey(it), it)
    const isClean = marker.clean && !(marker.partitions.length > 0 && mayBeLost(marker.written))
    this.state = isClean ? { type: 'clean' } : { type: 'unclean', partitions: marker.partitions }
    return this.state
  }

  /** Before the store knows the next writer: whichever of the two it knows after a crash, the file still holds. */
  announce(next: string): void {
    this.writers = [...this.writers, next]
    if (this.state.type !== 'missing') this.write(this.state.type === 'clean')
  }

  /** Every derived table agrees with `events` now, but `rebuilt` were written just now. */
  restored(rebuilt: readonly DayPartition[]): void {
    this.writers = this.writers.slice(-1)
    this.note(rebuilt, this.now())
    this.write(false)
  }

  partitions(): readonly DayPartition[] {
    return [...this.touched.values()]
  }

  /** Call before inserting. Returns when the disk knows it. */
  touch(partitions: readonly DayPartition[]): void {
    const at = this.now()
    const isNew = partitions.some((it) => !this.touched.has(partitionKey(it)))
    if (isNew) this.forgetOld(at)
    this.note(partitions, at)
    if (isNew || this.clean) this.write(false)
  }

  /** Only when nothing is in flight and every derived table agrees with `events`. */
  markClean(): void {
    this.forgetOld(this.now())
    this.write(true)
  }

  private note(partitions: readonly DayPartition[], at: number): void {
    for (const { kind, day } of partitions) this.touched.set(partitionKey({ kind, day }), { kind, day, at })
  }

  private forgetOld(now: number): void {
    for (const [key, { at }] of this.touched) if (now - at > RECENT_MS) this.touched.delete(key)
  }

  private write(clean: boolean): void {
    const partitions = [...this.touched.values()]
    const marker: Marker = { v: 2, writers: this.writers, clean, written: this.now(), partitions }
    const path = join(this.directory, FILE)
    const next = `${path}.next`
    writeSynced(next, JSON.stringify(marker))
    renameSync(next, path)
    syncDirectory(this.directory)
    this.clean = clean
  }
}

function readMarker(path: string): Marker | undefined {
  try {
    const marker = JSON.parse(readFileSync(path, 'utf8')) as Marker
    const known =
      marker.v === 2 &&
      Array.isArray(marker.writers) &&
      marker.partitions.every(({ kind, day }) => isKind(kind) && Number.isSafeInteger(day))
    return known ? marker : undefined
  } catch {
    return undefined
  }
}

function writeSynced(path: string, text: string): void {
  const file = openSync(path, 'w', 0o600)
  try {
    writeSync(file, text)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

function syncDirectory(path: string): void {
  const directory = openSync(path, 'r')
  try {
    fsyncSync(directory)
  } finally {
    closeSync(directory)
  }
}
