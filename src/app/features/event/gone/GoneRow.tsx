import { Link } from '@tanstack/react-router'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { EventKey, EventPosition } from '#protocol/event.ts'
import type { Micros } from '#protocol/time.ts'
import { ApiError } from '../../../api/client.ts'
import { useRemovals } from '../../../api/removals.ts'
import { useSessionCard } from '../../../api/session-card.ts'
import { useLanguage } from '../../../i18n/language.tsx'
import { useWorkspace } from '../../../state/workspace.tsx'
import { Button } from '../../../ui/Button.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import { readableText } from '../../../ui/readable-text.ts'
import { timeFormatter } from '../../../ui/time-text.ts'
import { storedNeighbours } from '../session-rows.ts'
import { useGoTo } from '../use-go-to.ts'
import { useRowSource, useSnapshotKey } from '../use-open-row.ts'
import { dayOf, goneVerdict, type GoneVerdict } from './gone-verdict.ts'

/** A row that is not stored: when and why as far as the server knows, and what is left of its surroundings. */
export function GoneRow({ of }: { readonly of: EventKey }) {
  const { messages, formatNumber } = useLanguage()
  const words = messages.event.gone
  const { view, zone } = useWorkspace()
  const card = useSessionCard(of.session)
  const near = view.anchor?.ts
  const removals = useRemovals({ session: of.session, ...(near === undefined ? {} : { day: dayOf(near) }) })
  const isUnknownSession = card.error instanceof ApiError && card.error.status === 404
  const format = useMemo(() => timeFormatter(zone), [zone])
  const time = (at: Micros) => format(at).text
  const isSettled = !card.isPending && !removals.isPending
  const known = card.data && { highest: card.data.delivery.highest, holes: card.data.missing.ranges }
  const verdict = goneVerdict(
    of.seq,
    known,
    (removals.data?.removals ?? []).map(({ at, reason }) => ({ at: at as Micros, reason })),
  )
  return (
    <Notice tone="quiet" title={words.title} actions={<Offers of={of} hasSession={known !== undefined} />}>
      {isSettled ? (
        <p>{card.isError && !isUnknownSession ? words.failed : sentence(verdict)}</p>
      ) : (
        <p>{messages.ui.loading}</p>
      )}
      {near === undefined ? null : <p>{words.linkTime(time(near))}</p>}
      <p>
        <code>
          {of.session} #{of.seq}
        </code>
      </p>
    </Notice>
  )

  function sentence(it: GoneVerdict): string {
    switch (it.why) {
      case 'expired':
        return words.expired(time(it.at))
      case 'removed':
        return words.removed(
          time(it.at),
          it.reason === 'removed by hand' ? messages.share.removed.byHand : readableText(it.reason),
        )
      case 'no-session':
        return words.noSession
      case 'not-yet':
        return words.notYet(formatNumber(of.seq), formatNumber(it.highest))
      case 'lost':
        return words.lost
      case 'rejected':
        return words.rejected
      case 'missing':
        return words.missing
      case 'unknown':
        return words.deleted
      default: {
        const never: never = it
        return never
      }
    }
  }
}

/** The nearest rows that are stored, and the session. */
function Offers({ of, hasSession }: { readonly of: EventKey; readonly hasSession: boolean }) {
  const words = useLanguage().messages.event.gone
  const list = useRowSource()
  const snapshot = useSnapshotKey()
  const goTo = useGoTo()
  const neighbours = useQuery({
    queryKey: ['stored-neighbours', snapshot, of.session, of.seq],
    enabled: list !== undefined && hasSession,
    queryFn: async ({ signal }) => (list ? storedNeighbours(list, of.session, of.seq, signal) : undefined),
    staleTime: Infinity,
  })
  const go = (to: EventPosition | undefined, name: string) =>
    to ? <Button onClick={() => goTo(to)}>{name}</Button> : null
  return (
    <>
      {go(neighbours.data?.before, words.before)}
      {go(neighbours.data?.after, words.after)}
      {hasSession ? (
        <Link to="/session/$id" params={{ id: of.session }}>
          {words.session}
        </Link>
      ) : null}
    </>
  )
}
