import { useEffect, useRef } from 'react'
import { useLanguage } from '../../../i18n/language.tsx'
import { readableText } from '../../../ui/readable-text.ts'
import type { Proposal } from './proposals.ts'
import styles from './query.module.css'

interface Props {
  readonly id: string
  readonly proposals: readonly Proposal[]
  readonly active: number
  /** CSS pixels from the left edge of the box. */
  readonly left: number
  readonly note: string | undefined
  readonly onChoose: (proposal: Proposal) => void
}

/** Options under the query box; the keyboard stays in the box. */
export function ProposalList({ id, proposals, active, left, note, onChoose }: Props) {
  const { messages, formatNumber } = useLanguage()
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    list.current?.querySelector(`[data-index="${active}"]`)?.scrollIntoView({ block: 'nearest' })
  }, [active])
  return (
    <div className={styles['popup']} style={{ left }}>
      <div
        ref={list}
        id={id}
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a select cannot be led from a text field
        role="listbox"
        tabIndex={-1}
        aria-label={messages.query.completion.label}
        className={styles['options']}
      >
        {proposals.map((proposal, index) => {
          const isFirst = proposals[index - 1]?.group !== proposal.group
          return (
            <div key={`${proposal.group} ${proposal.text}`} role="presentation">
              {isFirst ? (
                <div className={styles['group']} role="presentation">
                  {messages.query.completion[proposal.group]}
                </div>
              ) : null}
              <div
                id={optionId(id, index)}
                data-index={index}
                // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- as above
                role="option"
                tabIndex={-1}
                aria-selected={index === active}
                className={styles['option']}
                // The box keeps the focus, and with it the caret.
                onMouseDown={(event) => {
                  event.preventDefault()
                  if (event.button === 0) onChoose(proposal)
                }}
              >
                <span className={styles['text']}>{readableText(proposal.text)}</span>
                <span className={styles['detail']}>
                  {proposal.detail === undefined ? '' : readableText(proposal.detail)}
                </span>
                <span className={styles['count']}>
                  {proposal.count === undefined ? '' : formatNumber(proposal.count)}
                </span>
              </div>
            </div>
          )
        })}
      </div>
      {note === undefined ? null : <p className={styles['note']}>{note}</p>}
    </div>
  )
}

export const optionId = (id: string, index: number) => `${id}-${index}`
