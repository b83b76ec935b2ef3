import { z } from 'zod'

export const SettingsAnswer = z
  .object({
    retention: z.object({
      days: z.int().nullable().describe('After the receipt; null = kept'),
      diskPercent: z.int().nullable().describe('Above this fullness the oldest days go; null = never'),
      isFixed: z.boolean().describe('The environment sets the days'),
    }),
    ingestKeys: z.array(
      z.object({
        id: z.string().nullable().describe('null = of the environment; cannot be taken back here'),
        name: z.string().nullable(),
        hint: z.string().describe('First characters of the key'),
        origins: z.array(z.string()).readonly(),
        created: z.int().nullable().describe('Microseconds since 1970'),
      }),
    ),
  })
  .meta({ id: 'Settings' })

export const IngestKeyMade = z
  .object({ id: z.string(), key: z.string().describe('Told this once') })
  .meta({ id: 'IngestKeyMade' })
