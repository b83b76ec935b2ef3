import { ArrowDown, ArrowUp, Copy, Link2, Maximize2, Minimize2, X } from 'lucide-react'
import { SERVER } from '../../api/server-row-source.ts'
import { useMessages } from '../../i18n/language.tsx'
import { mountedCommands } from '../../state/commands.ts'
import { useWorkspace } from '../../state/workspace.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { Menu } from '../../ui/Menu.tsx'
import { COPY_FORMS, useCopyEvent } from './copy/use-copy-event.ts'
import type { PanelControl } from './PanelFrame.tsx'
import type { OpenRow } from './use-open-row.ts'
import styles from './event.module.css'

interface Props {
  readonly row: OpenRow
  readonly frame: PanelControl
  readonly onNeighbour: (step: 1 | -1) => void
  readonly onClose: () => void
}

const ICON = { size: 15, 'aria-hidden': true } as const

/** The link is made where links are made; this panel only asks for it. */
const copyLink = () =>
  mountedCommands()
    .find(({ id }) => id === 'share.copy-link')
    ?.run()

export function EventToolbar({ row, frame, onNeighbour, onClose }: Props) {
  const { actions } = useMessages().event
  const copy = useCopyEvent(row)
  // Nobody else can open what only this browser has read.
  const isLinkable = useWorkspace().origin === SERVER
  return (
    <div className={styles['toolbar']}>
      <IconButton label={actions.previous} keys="k" onClick={() => onNeighbour(-1)}>
        <ArrowUp {...ICON} />
      </IconButton>
      <IconButton label={actions.next} keys="j" onClick={() => onNeighbour(1)}>
        <ArrowDown {...ICON} />
      </IconButton>
      <span className={styles['space']} />
      <Menu
        label={actions.copy}
        trigger={<Copy {...ICON} />}
        iconOnly
        look="quiet"
        placement="bottom end"
        disabled={copy === undefined}
        sections={[
          {
            id: 'copy',
            items: COPY_FORMS.map((form) => ({ id: form, title: actions[form], run: () => copy?.(form) })),
          },
        ]}
      />
      {isLinkable ? (
        <IconButton label={actions.link} keys="c" onClick={copyLink}>
          <Link2 {...ICON} />
        </IconButton>
      ) : null}
      <IconButton label={frame.full ? actions.unfull : actions.full} keys="F" onClick={frame.toggleFull}>
        {frame.full ? <Minimize2 {...ICON} /> : <Maximize2 {...ICON} />}
      </IconButton>
      <IconButton label={actions.close} keys="Escape" onClick={onClose}>
        <X {...ICON} />
      </IconButton>
    </div>
  )
}
