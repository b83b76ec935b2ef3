import { Calendar } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { isZone, zoneLabel } from '#protocol/search-text/zone-offset.ts'
import { resolveRange } from '#protocol/permalink/time-range.ts'
import { microsFromMillis } from '#protocol/time.ts'
import { useSessionCard } from '../../api/session-card.ts'
import { useMessages } from '../../i18n/language.tsx'
import { useCommands } from '../../state/commands.ts'
import { useWorkspace, useWorkspaceState } from '../../state/workspace.tsx'
import { Popover } from '../../ui/Popover.tsx'
import { rangeLabel } from './range/range-label.ts'
import styles from './range/range.module.css'

// A calendar and four hundred zones are not needed to read rows.
const RangeForm = lazy(() => import('./range/RangeForm.tsx').then((it) => ({ default: it.RangeForm })))
const ZoneForm = lazy(() => import('./range/ZoneForm.tsx').then((it) => ({ default: it.ZoneForm })))

/** Time range of the list: presets, text, calendar; and the zone in which times are read and shown. */
export function RangeBar() {
  const messages = useMessages()
  const words = messages.range
  const { view, change, zone, origin } = useWorkspace()
  const visibleFrom = useWorkspaceState((state) => state.visible?.from)
  const cursorSession = useWorkspaceState((state) => state.cursor?.event.session)
  const [open, setOpen] = useState<'range' | 'zone'>()
  const [now, setNow] = useState(() => microsFromMillis(Date.now()))
  // What one reads decides how clocks stood, not the present day.
  const at = visibleFrom ?? resolveRange(view.range, now).from ?? now
  const session = view.row?.session ?? cursorSession
  const card = useSessionCard(open === 'zone' && origin.name === 'server' ? session : undefined)
  const client = card.data?.record.zone
  const toggle = (which: 'range' | 'zone') => (isOpen: boolean) => {
    setNow(microsFromMillis(Date.now()))
    setOpen(isOpen ? which : undefined)
  }
  useCommands([
    {
      id: 'range.open',
      title: words.commands.open,
      group: words.commands.group,
      keys: ['r'],
      run: () => toggle('range')(true),
    },
    {
      id: 'range.zone',
      title: words.commands.zone,
      group: words.commands.group,
      run: () => toggle('zone')(true),
    },
    {
      id: 'range.all',
      title: words.commands.all,
      group: words.commands.group,
      enabled: view.range.from !== undefined || view.range.to !== undefined,
      run: () => change({ range: {} }, 'push'),
    },
  ])
  return (
    <div className={styles['bar']}>
      <Popover
        label={words.label}
        placement="bottom end"
        className={styles['range'] ?? ''}
        isOpen={open === 'range'}
        onOpenChange={toggle('range')}
        trigger={
          <>
            <Calendar size={14} aria-hidden="true" />
            <span className={styles['text']}>{rangeLabel(view.range, now, zone, messages)}</span>
          </>
        }
      >
        {(close) => (
          <Suspense fallback={<div className={styles['loading']} />}>
            <RangeForm
              range={view.range}
              zone={zone}
              now={now}
              at={at}
              onApply={(range) => {
                close()
                change({ range }, 'push')
              }}
            />
          </Suspense>
        )}
      </Popover>
      <Popover
        label={words.zone.label}
        placement="bottom end"
        isOpen={open === 'zone'}
        onOpenChange={toggle('zone')}
        trigger={<span title={words.zone.title(zone)}>{zoneLabel(zone, at)}</span>}
      >
        {(close) => (
          <Suspense fallback={<div className={styles['loading']} />}>
            <ZoneForm
              chosen={view.zone}
              client={client !== undefined && isZone(client) ? client : undefined}
              at={at}
              onChoose={(chosen) => {
                close()
                change({ zone: chosen }, 'replace')
              }}
            />
          </Suspense>
        )}
      </Popover>
    </div>
  )
}
