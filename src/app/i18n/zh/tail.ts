import type { tail as en } from '../en/tail.ts'

export const tail: typeof en = {}
