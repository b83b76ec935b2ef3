import { useState } from 'react'
import { useMessages } from '../../i18n/language.tsx'
import { mountedCommands } from '../../state/commands.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { Kbd } from '../../ui/Kbd.tsx'
import { Notice } from '../../ui/Notice.tsx'
import styles from './KeyHelp.module.css'
import { byGroup, withoutShadowed } from './palette-entries.ts'

interface Props {
  readonly onClose: () => void
}

/** The keys that work on the page that is open now, and nothing else. */
export function KeyHelp({ onClose }: Props) {
  const { keys } = useMessages().frame
  const [commands] = useState(() =>
    withoutShadowed(mountedCommands()).filter((it) => (it.keys?.length ?? 0) > 0 && it.enabled !== false),
  )
  return (
    <Dialog isOpen size="large" title={keys.title} onClose={onClose}>
      {commands.length === 0 ? <Notice tone="quiet" compact title={keys.none} /> : null}
      <div className={styles['groups']}>
        {byGroup(commands).map((group) => (
          <section key={group.title} className={styles['group']}>
            <h3>{group.title}</h3>
            <dl>
              {group.commands.map((command) => (
                <div key={command.id}>
                  <dt>
                    {command.keys?.map((it) => (
                      <Kbd key={it} keys={it} />
                    ))}
                  </dt>
                  <dd>{command.title}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      {commands.some(({ id }) => id === 'list.next') ? <p className={styles['foot']}>{keys.values}</p> : null}
      <p className={styles['foot']}>{keys.foot}</p>
    </Dialog>
  )
}
