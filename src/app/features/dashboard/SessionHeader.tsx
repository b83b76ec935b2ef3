import { lazy, Suspense } from 'react'
import { CardSkeleton } from './CardSkeleton.tsx'

interface Props {
  readonly id: string
}

const SessionCard = lazy(() => import('./SessionCard.tsx').then((it) => ({ default: it.SessionCard })))

/** The card above the log of a session: what it ran on, whose it was, what is missing. */
export function SessionHeader({ id }: Props) {
  return (
    <Suspense fallback={<CardSkeleton of="session" />}>
      <SessionCard key={id} id={id} />
    </Suspense>
  )
}
