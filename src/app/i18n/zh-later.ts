import type { LaterMessages } from './en-later.ts'
import { dashboard } from './zh/dashboard.ts'
import { data } from './zh/data.ts'
import { event } from './zh/event.ts'
import { find } from './zh/find.ts'
import { openFile } from './zh/open-file.ts'
import { settings } from './zh/settings.ts'
import { status } from './zh/status.ts'

export const later: LaterMessages = { dashboard, data, event, find, openFile, settings, status }
