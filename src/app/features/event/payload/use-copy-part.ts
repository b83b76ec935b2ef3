import { useCallback } from 'react'
import { useMessages } from '../../../i18n/language.tsx'
import { flashStatus } from '../../../state/status-line.ts'
import { copyText } from '../../../ui/copy-text.ts'
import { showFailure } from '../../../ui/toast.ts'

/** Copies a text and says what it was. */
export function useCopyPart(): (text: string, what: string) => void {
  const messages = useMessages()
  return useCallback(
    (text, what) => {
      void copyText(text).then((done) =>
        done
          ? flashStatus(messages.event.actions.copied(what))
          : showFailure({ title: messages.value.copyFailed }),
      )
    },
    [messages],
  )
}
