import { ChevronDown, ChevronUp } from 'lucide-react'
import { useEffect, useMemo, useState } from 'react'
import type { CallMaterial } from '#analysis/call-landmarks.ts'
import { useCall, useCallMaterial, type Call } from '../../api/calls.ts'
import { ApiError } from '../../api/client.ts'
import { useLanguage } from '../../i18n/language.tsx'
import { useCommands } from '../../state/commands.ts'
import { useWorkspace } from '../../state/workspace.tsx'
import { Button } from '../../ui/Button.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { readableText } from '../../ui/readable-text.ts'
import { CallFactsLine } from './CallFactsLine.tsx'
import { isCardFolded, keepCardFolded } from './card-preference.ts'
import { CardSkeleton } from './CardSkeleton.tsx'
import { CopyAnswer } from './CopyAnswer.tsx'
import { CopyForDevelopers } from './CopyForDevelopers.tsx'
import { LightRow } from './LightRow.tsx'
import { OutcomeBadge } from './OutcomeBadge.tsx'
import { PhaseBar } from './PhaseBar.tsx'
import { readCall, type CallReading } from './read-call.ts'
import styles from './call-card.module.css'

interface Props {
  readonly id: string
}

export function CallCard({ id }: Props) {
  const call = useCall(id)
  const material = useCallMaterial(id)
  const failure = call.error ?? material.error
  if (failure) {
    return (
      <CardProblem
        error={failure}
        onRetry={() => {
          void call.refetch()
          void material.refetch()
        }}
      />
    )
  }
  if (!call.data || !material.data) return <CardSkeleton />
  return <LoadedCard call={call.data} material={material.data} />
}

function CardProblem({ error, onRetry }: { readonly error: Error; readonly onRetry: () => void }) {
  const { messages } = useLanguage()
  if (!(error instanceof ApiError)) throw error
  const isGone = error.status === 404
  return (
    <section className={styles['card']} aria-label={messages.dashboard.card.label} data-folded="true">
      <p className={styles['problem']} role="alert">
        {isGone ? messages.dashboard.card.notFound : messages.dashboard.card.failed}
        <Button size="small" onClick={onRetry}>
          {messages.ui.retry}
        </Button>
      </p>
    </section>
  )
}

interface LoadedProps {
  readonly call: Call
  readonly material: CallMaterial
}

function LoadedCard({ call, material }: LoadedProps) {
  const { messages, language } = useLanguage()
  const { zone } = useWorkspace()
  const [isFolded, setFolded] = useState(isCardFolded)
  const reading = useMemo(() => readCall(material, zone), [material, zone])
  const sentence = readableText(reading.sentence[language])
  useTitle(sentence)
  const fold = () => {
    keepCardFolded(!isFolded)
    setFolded(!isFolded)
  }
  useCommands([
    {
      id: 'call.fold',
      title: isFolded ? messages.dashboard.card.expand : messages.dashboard.card.collapse,
      group: messages.dashboard.card.group,
      run: fold,
    },
  ])
  return (
    <section className={styles['card']} aria-label={messages.dashboard.card.label} data-folded={isFolded}>
      <header className={styles['head']}>
        <OutcomeBadge outcome={call.outcome} />
        <h1 className={styles['sentence']} title={sentence}>
          {sentence}
        </h1>
        {isFolded ? <LightRow reading={reading} call={call} brief /> : null}
        <CopyAnswer call={call} story={reading.story} />
        <CopyForDevelopers call={call} reading={reading} />
        <IconButton
          label={isFolded ? messages.dashboard.card.expand : messages.dashboard.card.collapse}
          onClick={fold}
        >
          {isFolded ? (
            <ChevronDown size={16} aria-hidden="true" />
          ) : (
            <ChevronUp size={16} aria-hidden="true" />
          )}
        </IconButton>
      </header>
      {isFolded ? null : <OpenPart call={call} reading={reading} />}
    </section>
  )
}

function OpenPart({ call, reading }: { readonly call: Call; readonly reading: CallReading }) {
  return (
    <>
      <CallFactsLine call={call} />
      <PhaseBar reading={reading} />
      <LightRow reading={reading} call={call} />
    </>
  )
}

/** A copied link is named by what happened. */
function useTitle(title: string): void {
  useEffect(() => {
    const before = document.title
    document.title = title
    return () => {
      document.title = before
    }
  }, [title])
}
