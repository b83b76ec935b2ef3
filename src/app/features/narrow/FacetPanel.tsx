import { PanelLeftOpen } from 'lucide-react'
import { useState } from 'react'
import { useLanguage } from '../../i18n/language.tsx'
import { useSourceAfterRows } from '../../state/calm-source.ts'
import { useCommands } from '../../state/commands.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { lazyOverlay } from '../../ui/lazy-overlay.tsx'
import {
  FACETS_KEY,
  readFacetPreference,
  writeFacetPreference,
  type FacetPreference,
} from './facets/facet-fields.ts'
import styles from './facets/facets.module.css'

// Rows are what one came for; what counts them follows, in the room that is kept for it.
const OpenFacets = lazyOverlay(
  () => import('./facets/OpenFacets.tsx').then((it) => it.OpenFacets),
  () => <div className={styles['panel']} />,
)

/** The most frequent values of each field, to include or exclude; asked for only while it is open. */
export function FacetPanel() {
  const { messages } = useLanguage()
  const words = messages.narrow.facets
  const [preference, setPreference] = useState(() => readFacetPreference(window.innerWidth))
  const prefer = (patch: Partial<FacetPreference>) => {
    const next = { ...preference, ...patch }
    setPreference(next)
    writeFacetPreference(next)
  }
  const toggle = () => prefer({ isOpen: !preference.isOpen })
  useCommands([
    {
      id: 'facets.toggle',
      title: words.commands.toggle,
      group: words.commands.group,
      keys: [FACETS_KEY],
      run: toggle,
    },
  ])
  const source = useSourceAfterRows()
  if (!preference.isOpen) {
    return (
      <div className={styles['closed']}>
        <IconButton label={words.show} keys={FACETS_KEY} aria-expanded={false} onClick={toggle}>
          <PanelLeftOpen size={15} aria-hidden="true" />
        </IconButton>
      </div>
    )
  }
  return (
    <OpenFacets
      source={source}
      added={preference.added}
      onAdded={(added) => prefer({ added })}
      onClose={toggle}
    />
  )
}
