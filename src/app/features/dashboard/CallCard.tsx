import { useEffect, useMemo } from 'react'
import type { CallMaterial } from '#analysis/call-landmarks.ts'
import { useCall, useCallMaterial, type Call } from '../../api/calls.ts'
import { useLanguage } from '../../i18n/language.tsx'
import { useWorkspace } from '../../state/workspace.tsx'
import { OutcomeMark } from '../../ui/OutcomeMark.tsx'
import { readableText } from '../../ui/readable-text.ts'
import { CallFactsLine } from './CallFactsLine.tsx'
import { CardProblem } from './CardProblem.tsx'
import { CardSkeleton } from './CardSkeleton.tsx'
import { CopyAnswer } from './CopyAnswer.tsx'
import { CopyForDevelopers } from './CopyForDevelopers.tsx'
import { FoldButton, useFold } from './FoldButton.tsx'
import { LightRow } from './LightRow.tsx'
import { PhaseBar } from './PhaseBar.tsx'
import { readCall, type CallReading } from './read-call.ts'
import styles from './card.module.css'

interface Props {
  readonly id: string
}

export function CallCard({ id }: Props) {
  const texts = useLanguage().messages.dashboard.card
  const call = useCall(id)
  const material = useCallMaterial(id)
  const failure = call.error ?? material.error
  if (failure) {
    return (
      <CardProblem
        label={texts.label}
        notFound={texts.notFound}
        failed={texts.failed}
        error={failure}
        onRetry={() => {
          void call.refetch()
          void material.refetch()
        }}
      />
    )
  }
  if (!call.data || !material.data) return <CardSkeleton of="call" />
  return <LoadedCard call={call.data} material={material.data} />
}

interface LoadedProps {
  readonly call: Call
  readonly material: CallMaterial
}

function LoadedCard({ call, material }: LoadedProps) {
  const { messages, language } = useLanguage()
  const { zone } = useWorkspace()
  const fold = useFold()
  const { isFolded } = fold
  const reading = useMemo(() => readCall(material, zone), [material, zone])
  const sentence = readableText(reading.sentence[language])
  useTitle(sentence)
  return (
    <section
      className={styles['card']}
      aria-label={messages.dashboard.card.label}
      data-folded={isFolded}
      data-of="call"
    >
      <header className={styles['head']}>
        <OutcomeMark outcome={call.outcome} />
        <h1 className={styles['sentence']} title={sentence}>
          {sentence}
        </h1>
        {isFolded ? <LightRow reading={reading} call={call} brief /> : null}
        <CopyAnswer call={call} story={reading.story} />
        <CopyForDevelopers call={call} reading={reading} />
        <FoldButton {...fold} />
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
