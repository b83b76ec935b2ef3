import { Star } from 'lucide-react'
import { lazy, Suspense, useRef, useState } from 'react'
import { useMessages } from '../../../i18n/language.tsx'
import { useCommands } from '../../../state/commands.ts'
import { Button } from '../../../ui/Button.tsx'

const SavedPopover = lazy(() => import('./SavedPopover.tsx').then((it) => ({ default: it.SavedPopover })))

interface Props {
  readonly query: string
  readonly onOpen: (query: string) => void
}

/** Gives the present query a name, and finds it again. */
export function SavedQueries({ query, onOpen }: Props) {
  const messages = useMessages()
  const [isOpen, setOpen] = useState(false)
  const button = useRef<HTMLSpanElement>(null)
  useCommands([
    {
      id: 'query.saved',
      title: messages.query.commands.saved,
      group: messages.query.commands.group,
      run: () => setOpen(true),
    },
  ])
  return (
    <span ref={button}>
      <Button
        aria-label={messages.query.saved.open}
        title={messages.query.saved.open}
        aria-expanded={isOpen}
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
      >
        <Star size={14} aria-hidden="true" />
      </Button>
      {isOpen ? (
        <Suspense>
          <SavedPopover trigger={button} query={query} onOpen={onOpen} onClose={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </span>
  )
}
