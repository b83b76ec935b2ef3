import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback, useMemo } from 'react'
import { OUTCOMES, type Outcome } from '#protocol/vocabulary/call-outcome.ts'
import type { CallChoice } from '../../../api/subjects.ts'

export type ChooseCalls = (choice: CallChoice) => void

const isOutcome = (text: string | undefined): text is Outcome =>
  text !== undefined && (OUTCOMES as readonly string[]).includes(text)

/** Which calls the list shows; in the address, so that a link shows the same. */
export function useCallChoice(): readonly [CallChoice, ChooseCalls] {
  const navigate = useNavigate()
  const params: Readonly<Record<string, string | undefined>> = useSearch({ strict: false })
  const { outcome, reason } = params
  const choice = useMemo<CallChoice>(
    () => ({ ...(isOutcome(outcome) ? { outcome } : {}), ...(reason === undefined ? {} : { reason }) }),
    [outcome, reason],
  )
  const choose = useCallback<ChooseCalls>(
    (next) => {
      void navigate({
        to: '.',
        search: (old: Readonly<Record<string, string>>) => {
          const { outcome: _outcome, reason: _reason, ...rest } = old
          return { ...rest, ...next }
        },
      })
    },
    [navigate],
  )
  return [choice, choose]
}
