import { X } from 'lucide-react'
import { useLanguage } from '../../../i18n/language.tsx'
import { Button } from '../../../ui/Button.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import styles from './SelectionNote.module.css'
import type { Copying } from './use-copy.ts'

interface Props {
  readonly selected: number
  readonly copying: Copying | undefined
  readonly onCancel: () => void
  readonly onClear: () => void
}

/** How many rows are selected, and how far copying them has come. */
export function SelectionNote({ selected, copying, onCancel, onClear }: Props) {
  const { messages, formatNumber } = useLanguage()
  const words = messages.tools.copy
  // One answer is there before anybody could read of it.
  if (copying && copying.total > copying.done && copying.done > 0) {
    return (
      <span className={styles['note']}>
        <output>{words.copying(formatNumber(copying.done), formatNumber(copying.total))}</output>
        <Button size="small" onClick={onCancel}>
          {messages.ui.cancel}
        </Button>
      </span>
    )
  }
  if (selected === 0) return null
  return (
    <span className={styles['note']}>
      <output>{words.selected(selected, formatNumber(selected))}</output>
      <IconButton size="small" label={words.clear} keys="Escape" onClick={onClear}>
        <X size={13} aria-hidden="true" />
      </IconButton>
    </span>
  )
}
