import { useQuery } from '@tanstack/react-query'
import type { StoredEvent } from '#protocol/event.ts'
import { useMessages } from '../../../i18n/language.tsx'
import { readableText } from '../../../ui/readable-text.ts'
import { durationText } from '../../../ui/duration-text.ts'
import { otherHalf } from '../session-rows.ts'
import { useGoTo } from '../use-go-to.ts'
import { useRowSource, useSnapshotKey } from '../use-open-row.ts'
import { Fact } from './Section.tsx'
import styles from './details.module.css'

interface Props {
  readonly event: StoredEvent
  readonly phase: 'begin' | 'end'
}

/** Where a BEGIN ended or an END began, with the time between them, and the way there. */
export function OtherHalf({ event, phase }: Props) {
  const { source: words } = useMessages().event
  const list = useRowSource()
  const snapshot = useSnapshotKey()
  const goTo = useGoTo()
  const half = useQuery({
    queryKey: ['other-half', snapshot, event.session, event.seq],
    enabled: list !== undefined,
    queryFn: async ({ signal }) => (list && (await otherHalf(list, event, signal))) ?? null,
    staleTime: Infinity,
  })
  return (
    <Fact name={words.other[phase]}>
      {half.isPending ? <span className={styles['note']}>{words.lookingForOther}</span> : null}
      {half.isError ? <span className={styles['note']}>{half.error.message}</span> : null}
      {half.data === null ? <span className={styles['note']}>{words.noOther[phase]}</span> : null}
      {half.data ? (
        <>
          <button
            type="button"
            className={styles['jump']}
            title={words.go}
            onClick={() => half.data && goTo(half.data)}
          >
            {readableText(half.data.name)} #{half.data.seq}
          </button>
          <span className={styles['said']}>
            {words.lasted(durationText(Math.abs(half.data.ts - event.ts)))}
          </span>
        </>
      ) : null}
    </Fact>
  )
}
