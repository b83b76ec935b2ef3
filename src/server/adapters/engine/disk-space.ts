import { statfs } from 'node:fs/promises'

const GIB = 1024 ** 3
/** A merge writes the new part before it drops the old ones, so the engine needs room even without ingest. */
const FLOOR_MIN_BYTES = GIB
const FLOOR_SHARE = 0.02
/** Two per cent of a very large disk would be more than any merge of ours needs. */
const FLOOR_MAX_BYTES = 10 * GIB

export interface DiskSpace {
  readonly freeBytes: number
  readonly totalBytes: number
  readonly floorBytes: number
  /** Set when writes must be refused (503), before the engine fails in the middle of one: a sentence for people. */
  readonly refusal?: string
}

/** The part of `fs.statfs` that is read; tests bring their own. */
export type StatFs = (path: string) => Promise<{
  readonly bsize: number
  readonly bavail: number
  readonly blocks: number
}>

const inGib = (bytes: number) => `${(bytes / GIB).toFixed(1)} GiB`

/** Free space where the data directory lies. Rejects when the directory cannot be asked. */
export async function diskSpace(dataDirectory: string, stat: StatFs = statfs): Promise<DiskSpace> {
  const { bsize, bavail, blocks } = await stat(dataDirectory)
  const freeBytes = bsize * bavail
  const totalBytes = bsize * blocks
  const floorBytes = Math.max(FLOOR_MIN_BYTES, Math.min(FLOOR_MAX_BYTES, totalBytes * FLOOR_SHARE))
  if (freeBytes >= floorBytes) return { freeBytes, totalBytes, floorBytes }
  const refusal =
    `The disk of the data directory is nearly full: ${inGib(freeBytes)} free, and ${inGib(floorBytes)} are kept ` +
    'for the store itself. Nothing new is stored until space is freed; what is stored can still be read.'
  return { freeBytes, totalBytes, floorBytes, refusal }
}
