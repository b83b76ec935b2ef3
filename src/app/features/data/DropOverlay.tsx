import { useLocation, useNavigate } from '@tanstack/react-router'
import { Eye, Upload } from 'lucide-react'
import { useEffect, useState, type ReactNode } from 'react'
import { useLanguage } from '../../i18n/language.tsx'
import { openFile } from '../../state/opened-file.ts'
import { uploadFiles } from '../../state/uploads.ts'
import styles from './data.module.css'

const holdsFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false

/** Files can be dropped on any page: they are kept, or only looked at. */
export function DropOverlay() {
  const { data: words } = useLanguage().messages
  const navigate = useNavigate()
  const { pathname } = useLocation()
  const [isDragging, setDragging] = useState(false)
  // The page that promises to keep files in the browser takes them for nothing else.
  const isImporting = pathname !== '/open'
  useEffect(() => {
    // Moving over a child leaves its parent: only what balances out is over.
    let depth = 0
    const end = () => {
      depth = 0
      setDragging(false)
    }
    const listeners: readonly [string, (event: DragEvent) => void][] = [
      [
        'dragenter',
        (event) => {
          if (!holdsFiles(event)) return
          depth += 1
          setDragging(true)
        },
      ],
      [
        'dragleave',
        (event) => {
          if (!holdsFiles(event)) return
          depth -= 1
          if (depth <= 0) end()
        },
      ],
      // Otherwise the browser opens the file in place of the page.
      ['dragover', (event) => holdsFiles(event) && event.preventDefault()],
      [
        'drop',
        (event) => {
          if (holdsFiles(event)) event.preventDefault()
          end()
        },
      ],
    ]
    for (const [name, listener] of listeners) document.addEventListener(name, listener as EventListener)
    return () => {
      for (const [name, listener] of listeners) document.removeEventListener(name, listener as EventListener)
    }
  }, [])
  if (!isDragging) return null
  return (
    <section className={styles['overlay']} aria-label={words.drop.label}>
      {isImporting ? (
        <Zone
          title={words.drop.import}
          why={words.drop.importWhy}
          icon={<Upload size={28} aria-hidden="true" />}
          onFiles={(files) => {
            uploadFiles(files)
            void navigate({ to: '/imports' })
          }}
        />
      ) : null}
      <Zone
        title={words.drop.open}
        why={`${words.drop.openWhy} ${words.drop.openOne}`}
        icon={<Eye size={28} aria-hidden="true" />}
        onFiles={([file]) => {
          if (file) void openFile(file)
          void navigate({ to: '/open' })
        }}
      />
    </section>
  )
}

interface ZoneProps {
  readonly title: string
  readonly why: string
  readonly icon: ReactNode
  readonly onFiles: (files: readonly File[]) => void
}

function Zone({ title, why, icon, onFiles }: ZoneProps) {
  const [isOver, setOver] = useState(false)
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- only there while something is dragged over it
    <div
      className={styles['zone']}
      data-over={isOver || undefined}
      onDragEnter={() => setOver(true)}
      onDragLeave={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false)
      }}
      onDrop={(event) => onFiles([...event.dataTransfer.files])}
    >
      {icon}
      <strong>{title}</strong>
      <span>{why}</span>
    </div>
  )
}
