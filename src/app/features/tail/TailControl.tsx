import { useEffect, useState } from 'react'
import { useLanguage } from '../../i18n/language.tsx'
import { useCommands } from '../../state/commands.ts'
import { setStatusParts } from '../../state/status-line.ts'
import { useWorkspace, useWorkspaceState } from '../../state/workspace.tsx'
import { Button } from '../../ui/Button.tsx'
import styles from './tail.module.css'
import { useTail } from './use-tail.ts'

/** Live tail: on and off, and how it goes. On is never part of a link: a link shows what was seen. */
export function TailControl() {
  const { messages, formatNumber } = useLanguage()
  const { view, change, rows, store } = useWorkspace()
  const [wanted, setWanted] = useState(false)
  // A link that fixes a snapshot or an end is not live; Back to such a place ends the tail.
  const on = wanted && view.asOf === undefined && view.range.to === undefined
  const tail = useTail(on)
  const isFollowing = useWorkspaceState((state) => state.atNewestEdge)

  const goOn = async () => {
    await rows.reopen()
    store.setState({ goal: { kind: 'newest' } })
  }
  const toggle = () => {
    // Paused by scrolling away: who asks for live rows now wants to see them, not to have none.
    if (on && !isFollowing) return void goOn()
    if (on) return setWanted(false)
    setWanted(true)
    const { asOf, range, ...rest } = view
    if (asOf !== undefined || range.to !== undefined) {
      change({ ...rest, asOf: undefined, range: range.from ? { from: range.from } : {} }, 'replace')
    }
  }
  useCommands([
    {
      id: 'tail.toggle',
      title: on && isFollowing ? messages.tail.stop : messages.tail.start,
      group: messages.tail.group,
      keys: ['l'],
      run: toggle,
    },
  ])

  const words = messages.tail.state(tail.state, isFollowing)
  const rate =
    tail.rate === undefined ? undefined : messages.tail.rate(formatNumber(Number(tail.rate.toPrecision(2))))
  const lag =
    tail.lagMillis === undefined ? undefined : messages.tail.lag((tail.lagMillis / 1_000).toFixed(1))
  const live = on ? [words, rate, lag].filter((it) => it !== undefined).join(' · ') : undefined
  useEffect(() => {
    setStatusParts({ live })
    return () => setStatusParts({ live: undefined })
  }, [live])

  return (
    <Button aria-pressed={on} onClick={toggle} title={messages.tail.help} className={styles['toggle'] ?? ''}>
      <span
        className={styles['dot']}
        data-state={on && !isFollowing ? 'paused' : tail.state}
        aria-hidden="true"
      />
      {on && !isFollowing ? messages.tail.paused : messages.tail.live}
    </Button>
  )
}
