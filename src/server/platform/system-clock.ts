import { microsFromMillis } from '#protocol/time.ts'
import type { Clock } from '../ports.ts'

export const systemClock: Clock = { now: () => microsFromMillis(Date.now()) }
