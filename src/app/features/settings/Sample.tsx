import { sentenceOf } from '../../api/sentence.ts'
import { useRemoveSample } from '../../api/settings.ts'
import { useMessages } from '../../i18n/language.tsx'
import { Button } from '../../ui/Button.tsx'
import { Panel } from '../../ui/Panel.tsx'
import styles from './settings.module.css'

/** The labelled sample that the first start loads. */
export function Sample() {
  const messages = useMessages()
  const words = messages.settings.sample
  const remove = useRemoveSample()
  return (
    <Panel
      title={words.title}
      problem={remove.error ? { message: sentenceOf(remove.error) } : undefined}
      className={styles['panel'] ?? ''}
    >
      <p className={styles['help']}>{remove.isSuccess ? words.removed : words.help}</p>
      <Button disabled={remove.isPending || remove.isSuccess} onClick={() => remove.mutate()}>
        {remove.isPending ? words.removing : words.remove}
      </Button>
    </Panel>
  )
}
