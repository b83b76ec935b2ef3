import type { event as en } from '../en/event.ts'

export const event: typeof en = {}
