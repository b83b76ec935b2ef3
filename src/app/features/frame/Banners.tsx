import { useConnection, ignoreNewer, tryNow } from '../../api/connection.ts'
import { LANGUAGE_NAMES, useLanguage } from '../../i18n/language.tsx'
import { Button } from '../../ui/Button.tsx'
import styles from './Banners.module.css'

/** What concerns the whole page. Below it, so that nothing that is being read moves. */
export function Banners() {
  const { messages, locale, failed, setLanguage } = useLanguage()
  const { awaySince, isNewerServed } = useConnection()
  const { away, newer, language } = messages.frame
  return (
    // The live region must stand before its content does, or nothing is read out.
    <div aria-live="polite" className={styles['banners']}>
      {awaySince === undefined ? null : (
        <p className={`${styles['banner']} ${styles['away']}`}>
          <strong>{away.title(new Date(awaySince).toLocaleTimeString(locale))}</strong>
          <span>{away.what}</span>
          <Button size="small" onClick={tryNow}>
            {away.now}
          </Button>
        </p>
      )}
      {isNewerServed && awaySince === undefined ? (
        <p className={styles['banner']}>
          <strong>{newer.title}</strong>
          <span>{newer.what}</span>
          <Button size="small" onClick={() => location.reload()}>
            {newer.reload}
          </Button>
          <Button size="small" look="quiet" onClick={ignoreNewer}>
            {newer.later}
          </Button>
        </p>
      ) : null}
      {failed === undefined ? null : (
        <p className={styles['banner']}>
          <strong>{language.failed(LANGUAGE_NAMES[failed])}</strong>
          <span />
          <Button size="small" onClick={() => setLanguage(failed)}>
            {messages.ui.retry}
          </Button>
        </p>
      )}
    </div>
  )
}
