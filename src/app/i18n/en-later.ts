import { dashboard } from './en/dashboard.ts'
import { data } from './en/data.ts'
import { event } from './en/event.ts'
import { find } from './en/find.ts'
import { openFile } from './en/open-file.ts'
import { settings } from './en/settings.ts'
import { status } from './en/status.ts'

/** Areas of pages and panels that come after the first paint, loaded on their own (see `language.tsx`). */
export const later = { dashboard, data, event, find, openFile, settings, status }

export type LaterMessages = typeof later
