import { Download } from 'lucide-react'
import type { RowFormat } from '../../../api/row-export.ts'
import { useMessages } from '../../../i18n/language.tsx'
import { Menu } from '../../../ui/Menu.tsx'

interface Props {
  /** False: neither is a row selected nor is the cursor on one. */
  readonly canCopy: boolean
  readonly onCopy: (format: RowFormat) => void
  readonly onSelectAll: () => void
  readonly onExport: () => void
  readonly className: string
}

/** What can be taken out of the list: some rows by clipboard, all of them as a file. */
export function CopyMenu({ canCopy, onCopy, onSelectAll, onExport, className }: Props) {
  const messages = useMessages()
  const words = messages.tools.copy
  const disabled = !canCopy
  return (
    <Menu
      label={words.menu}
      trigger={<Download size={15} aria-hidden="true" />}
      iconOnly
      look="quiet"
      size="small"
      className={className}
      placement="bottom end"
      sections={[
        {
          id: 'copy',
          items: [
            { id: 'text', title: words.text, keys: 'Ctrl+c', disabled, run: () => onCopy('text') },
            { id: 'ndjson', title: words.ndjson, disabled, run: () => onCopy('ndjson') },
            { id: 'csv', title: words.csv, disabled, run: () => onCopy('csv') },
          ],
        },
        {
          id: 'all',
          items: [
            { id: 'select', title: words.selectAll, keys: 'Ctrl+a', run: onSelectAll },
            { id: 'export', title: messages.tools.export.open, run: onExport },
          ],
        },
      ]}
    />
  )
}
