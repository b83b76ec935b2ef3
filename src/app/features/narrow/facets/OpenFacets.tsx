import { useQuery } from '@tanstack/react-query'
import { PanelLeftClose } from 'lucide-react'
import { chosenValues } from '#protocol/query-lang/edit.ts'
import { ApiError } from '../../../api/client.ts'
import type { RowFacet, RowSource } from '../../../api/row-source.ts'
import { useLanguage } from '../../../i18n/language.tsx'
import { problemText } from '../../../state/problem-text.ts'
import { useWorkspace } from '../../../state/workspace.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import { Panel } from '../../../ui/Panel.tsx'
import { AddFacet } from './AddFacet.tsx'
import { Facet } from './Facet.tsx'
import { facetField, FACETS_KEY, inReadingOrder } from './facet-fields.ts'
import styles from './facets.module.css'

/** As many as a facet shows before it is asked for more. */
const VALUES = 6

interface Props {
  readonly source: RowSource | undefined
  readonly added: readonly string[]
  readonly onAdded: (added: readonly string[]) => void
  readonly onClose: () => void
}

/** The panel while it is open. */
export function OpenFacets({ source, added, onAdded, onClose }: Props) {
  const { messages, formatNumber } = useLanguage()
  const words = messages.narrow.facets
  const { rows, view } = useWorkspace()
  const { data, error, isFetching, refetch } = useQuery({
    queryKey: ['facets', source?.key],
    enabled: source !== undefined,
    queryFn: ({ signal }) => {
      if (!source) throw new Error('counted without a source')
      return source.facets(VALUES, signal)
    },
    staleTime: Infinity,
    placeholderData: (previous) => previous,
    throwOnError: (cause) => !(cause instanceof ApiError),
  })
  const isWaiting = isFetching || rows.status === 'opening'
  const worth = inReadingOrder(data?.facets ?? []).filter((facet) => isWorthShowing(facet, view.query))
  return (
    <Panel
      className={styles['panel'] ?? ''}
      title={words.label}
      note={data && `${words.count(formatNumber(data.count))}${data.shortfall ? ` · ${words.partial}` : ''}`}
      actions={
        <IconButton size="small" label={words.hide} keys={FACETS_KEY} aria-expanded onClick={onClose}>
          <PanelLeftClose size={14} aria-hidden="true" />
        </IconButton>
      }
      problem={
        error
          ? { message: `${words.failed} ${problemText(error, messages)}`, onRetry: () => void refetch() }
          : undefined
      }
      progress={isWaiting ? {} : undefined}
    >
      {source
        ? added.map((text) => {
            const field = facetField(text)
            return field ? (
              <Facet
                key={text}
                source={source}
                field={field}
                facet={undefined}
                total={data?.count}
                onRemove={() => onAdded(added.filter((it) => it !== text))}
              />
            ) : null
          })
        : null}
      {source
        ? worth.map((facet) => {
            const field = facetField(facet.name)
            return field ? (
              <Facet key={facet.name} source={source} field={field} facet={facet} total={data?.count} />
            ) : null
          })
        : null}
      {source ? (
        <div className={styles['add']}>
          <AddFacet
            source={source}
            present={[...added, ...worth.map(({ name }) => name)]}
            onAdd={(field) => onAdded([field, ...added])}
          />
        </div>
      ) : null}
    </Panel>
  )
}

/** A field that nobody knows anything of cannot narrow; one that is chosen must be there to be taken back. */
function isWorthShowing({ name, values, distinct }: RowFacet, query: string): boolean {
  const field = facetField(name)
  if (!field) return false
  const { included, excluded } = chosenValues(query, field)
  if (included.length + excluded.length > 0) return true
  return distinct > 1 || values.some(({ value }) => value !== '')
}
