import { useEffect } from 'react'
import { mountedCommands } from '../../state/commands.ts'
import { commandFor, type KeyPlace } from '../../state/key-press.ts'
import { flashStatus } from '../../state/status-line.ts'
import { keyText } from '../../ui/key-text.ts'

const TYPING =
  'input:not([type=checkbox], [type=radio], [type=button], [type=submit], [type=range]), textarea, select'
const PRESSABLE = 'a[href], button, summary, input, [role=tab], [role=option], [role=menuitem], [role=switch]'
const OVERLAY = '[role=dialog], [role=alertdialog], [role=menu], [role=listbox]'

function placeOf(target: EventTarget | null): KeyPlace {
  if (!(target instanceof Element)) return 'page'
  if (target.closest(OVERLAY)) return 'overlay'
  if (target.matches(TYPING) || (target instanceof HTMLElement && target.isContentEditable)) return 'typing'
  return target.matches(PRESSABLE) ? 'pressable' : 'page'
}

/** The only listener for keys of the whole page: runs what is mounted, and says in the status bar what it was. */
export function useCommandKeys(): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented) return
      const meant = commandFor(event, placeOf(event.target), mountedCommands())
      if (!meant) return
      event.preventDefault()
      // Before it runs: what the command itself has to say comes after and stays.
      flashStatus(`${keyText(meant.keys)}  ${meant.command.title}`)
      meant.command.run()
    }
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [])
}
