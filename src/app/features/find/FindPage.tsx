import { useEffect, useId, useMemo, useRef, useState } from 'react'
import { isZone } from '#protocol/search-text/zone-offset.ts'
import { useFound } from '../../api/find.ts'
import { useMessages } from '../../i18n/language.tsx'
import { useCommands } from '../../state/commands.ts'
import { localZone } from '../../ui/time-text.ts'
import styles from './find.module.css'
import { useFindPlace } from './find-location.ts'
import { rememberOpened, takeOpened } from './last-opened.ts'
import { rememberSearch } from './recent-searches.ts'
import { Results } from './Results.tsx'
import { SearchBox } from './SearchBox.tsx'
import { StartPage } from './StartPage.tsx'
import { rememberable, understand } from './understanding.ts'
import { Understood } from './Understood.tsx'
import { RESULT, walkResults } from './use-result-keys.ts'

/** A number, an id or a pasted sentence; recent calls and sessions before anybody has typed. */
export function FindPage() {
  const messages = useMessages()
  const { place, go } = useFindPlace()
  const ownZone = localZone()
  const zone = place.zone ?? ownZone
  const understood = useMemo(() => understand(place.text, place.at, zone), [place.text, place.at, zone])
  const search = useFound({ text: understood.lookup, windows: understood.windows })
  const box = useRef<HTMLInputElement>(null)
  const page = useRef<HTMLDivElement>(null)
  const understoodId = useId()

  const placeName = `${place.text} ${place.zone ?? ''}`
  const [comesBackTo, setComesBackTo] = useState(() => takeOpened(placeName))
  useEffect(() => {
    if (comesBackTo === undefined) return
    const rows = page.current?.querySelectorAll<HTMLElement>(`[${RESULT}]`) ?? []
    const row = [...rows].find((it) => it.getAttribute(RESULT) === comesBackTo)
    if (!row) return
    row.focus()
    setComesBackTo(undefined)
  }, [comesBackTo, search.data])
  // Whoever comes back to a row goes on there; everybody else types.
  useEffect(() => {
    const isOnRow = page.current?.contains(document.activeElement) ?? false
    if (comesBackTo === undefined || (place.text === '' && !isOnRow)) box.current?.focus()
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- on arrival only
  }, [])
  useCommands([
    {
      id: 'find.box',
      title: messages.find.title,
      keys: ['/'],
      group: messages.frame.nav.find,
      run: () => {
        box.current?.focus()
        box.current?.select()
      },
    },
  ])

  const goTo = (text: string, nextZone = place.zone) => {
    // The start page stays reachable by Back; what is typed after that is one search.
    const isFirst = place.text.trim() === '' && text.trim() !== ''
    go({ text, zone: nextZone }, isFirst ? 'push' : 'replace')
  }
  const remember = () => {
    const kept = rememberable(understood.read)
    if (kept !== undefined) rememberSearch(kept)
  }
  const clientZones = [...(search.data?.sessions ?? []), ...(search.data?.ofCalls ?? [])].flatMap(
    ({ record }) => (record.zone !== undefined && isZone(record.zone) ? [record.zone] : []),
  )
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- keys of the links inside, which bubble
    <div
      ref={page}
      className={styles['page']}
      onKeyDown={(event) => walkResults(event, box.current)}
      onClick={(event) => {
        const row = event.target instanceof Element ? event.target.closest(`a[${RESULT}]`) : null
        if (row) rememberOpened(placeName, row.getAttribute(RESULT) ?? '')
      }}
    >
      <div className={styles['column']}>
        <h1 className="spoken">{messages.find.title}</h1>
        <SearchBox
          text={place.text}
          box={box}
          describedBy={understoodId}
          onFind={goTo}
          onEnterResults={() => {
            remember()
            page.current?.querySelector<HTMLElement>(`[${RESULT}]`)?.focus()
          }}
        />
        <Understood
          id={understoodId}
          understood={understood}
          now={place.at}
          zone={zone}
          ownZone={ownZone}
          clientZones={[...new Set(clientZones)]}
          onText={goTo}
          onZone={(next) => go({ text: place.text, zone: next }, 'replace')}
        />
        {place.text.trim() === '' ? (
          <StartPage zone={zone} now={place.at} onText={goTo} />
        ) : (
          <Results
            search={{ ...search, refetch: () => void search.refetch() }}
            {...{ understood, zone }}
            now={place.at}
            onText={goTo}
            onOpen={remember}
          />
        )}
      </div>
    </div>
  )
}
