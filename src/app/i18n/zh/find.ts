import type { find as en } from '../en/find.ts'

export const find: typeof en = {}
