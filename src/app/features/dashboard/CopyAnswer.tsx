import { ChevronDown, MessageSquareText } from 'lucide-react'
import { useState } from 'react'
import { clientAnswer } from '#analysis/call-client-answer.ts'
import { storyMoments } from '#analysis/call-story-words.ts'
import type { CallStory } from '#analysis/call-story.ts'
import { clockFor } from '#analysis/call-words.ts'
import type { Call } from '../../api/calls.ts'
import { LANGUAGE_NAMES, LANGUAGES, useLanguage, type Language } from '../../i18n/language.tsx'
import { flashStatus } from '../../state/status-line.ts'
import { useWorkspace } from '../../state/workspace.tsx'
import { Button } from '../../ui/Button.tsx'
import { Choice } from '../../ui/Choice.tsx'
import { copyText } from '../../ui/copy-text.ts'
import { Popover } from '../../ui/Popover.tsx'
import { clocksOf, isZone, momentForClient } from './clocks.ts'
import styles from './card.module.css'

interface Props {
  readonly call: Call
  readonly story: CallStory
}

/** What support sends to the client, in their language and zone: as their device said, unless somebody chooses. */
export function CopyAnswer({ call, story }: Props) {
  const { messages, language: ours } = useLanguage()
  const { zone: here } = useWorkspace()
  const texts = messages.dashboard.copy
  const { record } = call.sessionCards[0] ?? {}
  const theirZone = isZone(record?.zone) ? record.zone : undefined
  const [language, setLanguage] = useState<Language>(languageOf(record?.language) ?? ours)
  const [zone, setZone] = useState(theirZone ?? here)
  const answer = answerText(call, story, language, zone)
  const copy = async () => flashStatus((await copyText(answer)) ? texts.clientCopied : texts.refused)
  const zones = [...new Set([...(theirZone === undefined ? [] : [theirZone]), here, 'UTC', ...knownZones()])]
  return (
    <span className={styles['split']}>
      <Button size="small" onClick={() => void copy()} title={answer}>
        <MessageSquareText size={14} aria-hidden="true" />
        {texts.client}
      </Button>
      <Popover
        label={texts.clientOptions}
        iconOnly
        size="small"
        trigger={<ChevronDown size={14} aria-hidden="true" />}
      >
        {(close) => (
          <div className={styles['answer']}>
            <div className={styles['answerChoices']}>
              <Choice
                label={texts.language}
                value={language}
                options={LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }))}
                onChange={setLanguage}
              />
              <Choice
                label={texts.zone}
                value={zone}
                options={zones.map((value) => ({
                  value,
                  label: value === theirZone ? texts.clientZone(value) : value,
                }))}
                onChange={setZone}
              />
            </div>
            <p className={styles['preview']} aria-label={texts.preview} lang={language}>
              {answer}
            </p>
            <Button
              look="primary"
              onClick={() => {
                void copy()
                close()
              }}
            >
              {texts.copyNow}
            </Button>
          </div>
        )}
      </Popover>
    </span>
  )
}

function answerText(call: Call, story: CallStory, language: Language, zone: string): string {
  const { minutes, seconds } = clocksOf(zone)
  const clock = clockFor(storyMoments(story), minutes, seconds)
  const when = momentForClient(zone, call.firstTs)
  return clientAnswer(story, { clock, when })[language]
}

function languageOf(tag: string | undefined): Language | undefined {
  const lower = tag?.toLowerCase() ?? ''
  return lower.startsWith('zh') ? 'zh' : lower.startsWith('en') ? 'en' : undefined
}

/** Older browsers do not list them; then the client's, ours and UTC remain. */
function knownZones(): readonly string[] {
  return 'supportedValuesOf' in Intl ? Intl.supportedValuesOf('timeZone') : []
}
