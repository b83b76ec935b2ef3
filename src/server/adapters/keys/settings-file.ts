import { existsSync, readFileSync } from 'node:fs'
import { z } from 'zod'
import { isTenantId, type TenantId } from '#protocol/ids.ts'
import type { Micros } from '#protocol/time.ts'
import { NO_SETTINGS, type Settings, type SettingsStore } from '../../settings/settings.ts'
import { writeOwnerFile } from './owner-file.ts'

const VERSION = 1

const SettingsSchema = z.object({
  v: z.literal(VERSION),
  retentionDays: z.int().min(1).optional(),
  keys: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      digest: z.string().regex(/^[0-9a-f]{64}$/),
      hint: z.string(),
      tenant: z.custom<TenantId>((value) => typeof value === 'string' && isTenantId(value)),
      origins: z.array(z.string()),
      created: z.int().transform((value) => value as Micros),
    }),
  ),
})

/** What is wrong with the settings file, for the person who starts the server. */
export class SettingsFileError extends Error {
  override readonly name = 'SettingsFileError'
}

/** Settings of a data directory. Throws `SettingsFileError` on a damaged file: it is never replaced by an empty one. */
export function openSettingsFile(path: string): SettingsStore {
  let settings = existsSync(path) ? read(path) : NO_SETTINGS
  return {
    current: () => settings,
    save(next) {
      writeOwnerFile(path, `${JSON.stringify({ v: VERSION, ...next }, null, 2)}\n`)
      settings = next
    },
  }
}

function read(path: string): Settings {
  try {
    const { retentionDays, keys } = SettingsSchema.parse(JSON.parse(readFileSync(path, 'utf8')))
    return { keys, ...(retentionDays === undefined ? {} : { retentionDays }) }
  } catch (cause) {
    throw new SettingsFileError(
      `${path} cannot be read. Restore it from a backup, or remove it: then the ingest keys made in the viewer stop working.`,
      { cause },
    )
  }
}
