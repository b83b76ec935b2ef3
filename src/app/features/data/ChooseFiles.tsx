import { Upload } from 'lucide-react'
import { useRef, useState } from 'react'
import { useLanguage } from '../../i18n/language.tsx'
import { MAX_FILES, uploadFiles } from '../../state/uploads.ts'
import { Button } from '../../ui/Button.tsx'
import styles from './data.module.css'

/** The button for those who do not drag. */
export function ChooseFiles() {
  const { messages, formatNumber } = useLanguage()
  const words = messages.data
  const input = useRef<HTMLInputElement>(null)
  const [leftOut, setLeftOut] = useState(false)
  return (
    <div className={styles['choose']}>
      <Button look="primary" onClick={() => input.current?.click()}>
        <Upload size={14} aria-hidden="true" /> {words.choose}
      </Button>
      <span className={styles['quiet']}>{words.dropHere}</span>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label={words.choose}
        onChange={(event) => {
          const chosen = [...(event.target.files ?? [])]
          setLeftOut(uploadFiles(chosen).length < chosen.length)
          // The same file may be chosen again.
          event.target.value = ''
        }}
      />
      {leftOut ? <span role="alert">{words.upload.tooMany(formatNumber(MAX_FILES))}</span> : null}
    </div>
  )
}
