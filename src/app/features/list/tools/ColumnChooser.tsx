import { Columns3 } from 'lucide-react'
import { useMessages } from '../../../i18n/language.tsx'
import { lazyOverlay } from '../../../ui/lazy-overlay.tsx'
import { Popover } from '../../../ui/Popover.tsx'

interface Props {
  readonly isOpen: boolean
  readonly onOpenChange: (isOpen: boolean) => void
  readonly className: string
}

const Choices = lazyOverlay(() => import('./ColumnChoices.tsx').then((it) => it.ColumnChoices))

/** Which fields stand as columns, and in which order. */
export function ColumnChooser({ isOpen, onOpenChange, className }: Props) {
  const messages = useMessages()
  return (
    <Popover
      label={messages.tools.columns.title}
      trigger={<Columns3 size={15} aria-hidden="true" />}
      iconOnly
      look="quiet"
      size="small"
      className={className}
      placement="bottom end"
      isOpen={isOpen}
      onOpenChange={onOpenChange}
    >
      <Choices />
    </Popover>
  )
}
