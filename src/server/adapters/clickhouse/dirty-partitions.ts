import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs'
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
  readonly v: 1
  /** The writer was closed in peace: nothing to rebuild. */
  readonly clean: boolean
  readonly partitions: readonly Touched[]
}

/** `missing`: no marker, so nothing is known (first start, or another data directory): treat all as touched. */
export type MarkerState =
  | { readonly type: 'clean' | 'missing' }
  | { readonly type: 'unclean'; readonly partitions: readonly DayPartition[] }

/**
 * A file that names the day partitions whose derived tables may lag behind `events`: those with inserts in flight
 * or lately. Written before an insert into a partition that it does not name yet.
 */
export class DirtyPartitions {
  private readonly touched = new Map<string, Touched>()
  private readonly directory: string
  private readonly now: () => number
  private clean = true

  constructor(directory: string, now: () => number = Date.now) {
    this.directory = directory
    this.now = now
    mkdirSync(directory, { recursive: true, mode: 0o700 })
  }

  /** What the last writer left behind. A damaged file counts as missing. */
  read(): MarkerState {
    const marker = readMarker(join(this.directory, FILE))
    if (marker === undefined) return { type: 'missing' }
    if (marker.clean) return { type: 'clean' }
    for (const it of marker.partitions) this.touched.set(partitionKey(it), it)
    return { type: 'unclean', partitions: marker.partitions }
  }

  partitions(): readonly DayPartition[] {
    return [...this.touched.values()]
  }

  /** Call before inserting. Returns when the disk knows it. */
  touch(partitions: readonly DayPartition[]): void {
    const at = this.now()
    const isNew = partitions.some((it) => !this.touched.has(partitionKey(it)))
    if (isNew) this.forgetOld(at)
    for (const { kind, day } of partitions) this.touched.set(partitionKey({ kind, day }), { kind, day, at })
    if (isNew || this.clean) this.write(false)
  }

  /** Only when nothing is in flight and every derived table agrees with `events`. */
  markClean(): void {
    this.touched.clear()
    this.write(true)
  }

  private forgetOld(now: number): void {
    for (const [key, { at }] of this.touched) if (now - at > RECENT_MS) this.touched.delete(key)
  }

  private write(clean: boolean): void {
    const marker: Marker = { v: 1, clean, partitions: [...this.touched.values()] }
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
      marker.v === 1 && marker.partitions.every(({ kind, day }) => isKind(kind) && Number.isSafeInteger(day))
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
