import { ChevronDown, ChevronUp } from 'lucide-react'
import { useState } from 'react'
import { useMessages } from '../../i18n/language.tsx'
import { useCommands } from '../../state/commands.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { isCardFolded, keepCardFolded } from './card-preference.ts'

interface Fold {
  readonly isFolded: boolean
  readonly fold: () => void
}

/** One choice for the cards of calls and sessions, remembered. */
export function useFold(): Fold {
  const messages = useMessages()
  const [isFolded, setFolded] = useState(isCardFolded)
  const fold = () => {
    keepCardFolded(!isFolded)
    setFolded(!isFolded)
  }
  useCommands([
    {
      id: 'card.fold',
      title: isFolded ? messages.dashboard.card.expand : messages.dashboard.card.collapse,
      group: messages.dashboard.card.group,
      run: fold,
    },
  ])
  return { isFolded, fold }
}

export function FoldButton({ isFolded, fold }: Fold) {
  const texts = useMessages().dashboard.card
  const Icon = isFolded ? ChevronDown : ChevronUp
  return (
    <IconButton label={isFolded ? texts.expand : texts.collapse} onClick={fold}>
      <Icon size={16} aria-hidden="true" />
    </IconButton>
  )
}
