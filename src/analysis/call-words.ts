import type { Micros } from '#protocol/time.ts'
import type { Label } from '#protocol/vocabulary/types.ts'

/** How the words of a card name moments and lengths of time. */
export interface Clock {
  /** `10:07` in the reader's zone, with seconds where minutes are not enough to tell moments apart. */
  (time: Micros): string
}

/** A clock in minutes, or in seconds where two different moments of the text fall into one minute. */
export function clockFor(moments: readonly Micros[], inMinutes: Clock, inSeconds: Clock): Clock {
  const told = new Set(moments)
  const apart = new Set([...told].map((it) => inMinutes(it)))
  return apart.size === told.size ? inMinutes : inSeconds
}

/** `6 s`, `1 min 10 s`, `2 h 5 min`; whole seconds. */
export function durationWords(micros: number): Label {
  const seconds = Math.round(micros / 1_000_000)
  if (seconds < 1) return { en: '< 1 s', zh: '< 1 秒' }
  const [hours, minutes, rest] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60, seconds % 60]
  const parts: readonly (readonly [amount: number, en: string, zh: string])[] =
    hours > 0
      ? [
          [hours, 'h', '小时'],
          [minutes, 'min', '分'],
        ]
      : [
          [minutes, 'min', '分'],
          [rest, 's', '秒'],
        ]
  const present = parts.filter(([amount]) => amount > 0)
  return {
    en: present.map(([amount, unit]) => `${amount} ${unit}`).join(' '),
    zh: present.map(([amount, , unit]) => `${amount} ${unit}`).join(' '),
  }
}
