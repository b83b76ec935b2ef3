import type { Micros } from '#protocol/time.ts'
import { useRecent } from '../../api/find.ts'
import { useLanguage } from '../../i18n/language.tsx'
import { Button } from '../../ui/Button.tsx'
import { onDayText } from './find-words.ts'
import { dayIn } from './group-found.ts'
import { onDay, type Understanding } from './understanding.ts'

interface Props {
  readonly understood: Understanding
  readonly zone: string
  readonly now: Micros
  readonly onText: (text: string) => void
}

/** A clock without a day is read as the last one; where nothing was stored lately, the last day with logs is meant. */
export function LastDayOffer({ understood, zone, now, onText }: Props) {
  const { language, messages } = useLanguage()
  const time = understood.times.find((it) => !it.namesDay)
  const recent = useRecent(time !== undefined)
  const newest = recent.data?.calls[0] ?? recent.data?.sessions[0]
  const moment = time?.windows[0]?.at ?? time?.windows[0]?.from
  if (!time || !newest || moment === undefined) return null
  const day = dayIn(zone, newest.firstTs as Micros)
  if (day === dayIn(zone, moment)) return null
  const said = understood.read.text.slice(time.found.start, time.found.end).trim()
  return (
    <Button onClick={() => onText(onDay(understood.read, time.found, day))}>
      {messages.find.nothing.lastDay(
        said,
        onDayText(newest.firstTs as Micros, zone, now, messages, language),
      )}
    </Button>
  )
}
