import styles from './Kbd.module.css'
import { keyText } from './key-text.ts'

/** A key as it is printed on the keyboard at hand. `keys` as in `Command.keys`: `Ctrl+k`, `E`, `Escape`. */
export function Kbd({ keys }: { readonly keys: string }) {
  return <kbd className={styles['kbd']}>{keyText(keys)}</kbd>
}
