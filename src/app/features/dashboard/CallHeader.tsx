import { lazy, Suspense } from 'react'
import { CardSkeleton } from './CardSkeleton.tsx'

interface Props {
  readonly id: string
}

// The log below is what a link must show first; the card's analysis comes beside it.
const CallCard = lazy(() => import('./CallCard.tsx').then((it) => ({ default: it.CallCard })))

/** The card above the log of a call: what happened, said in one sentence, and what it rests on. */
export function CallHeader({ id }: Props) {
  return (
    <Suspense fallback={<CardSkeleton of="call" />}>
      <CallCard key={id} id={id} />
    </Suspense>
  )
}
