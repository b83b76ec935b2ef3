import { useQuery } from '@tanstack/react-query'
import { ChevronDown, ChevronRight, Search, X } from 'lucide-react'
import { useState } from 'react'
import { chosenValues, termOf, toggleValue, withoutChosen } from '#protocol/query-lang/edit.ts'
import { fieldTerm } from '#protocol/query-lang/field-term.ts'
import { joinQuery } from '#protocol/query-lang/join-query.ts'
import { fieldDefinition } from '#protocol/query-lang/fields.ts'
import { ApiError } from '../../../api/client.ts'
import type { RowFacet, RowSource } from '../../../api/row-source.ts'
import { useLanguage } from '../../../i18n/language.tsx'
import { problemText } from '../../../state/problem-text.ts'
import { useWorkspace } from '../../../state/workspace.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import { readableText } from '../../../ui/readable-text.ts'
import { useSettled } from '../query/use-proposals.ts'
import { facetText, facetTitle, withChosen, type FacetField, type FacetValue } from './facet-fields.ts'
import { FacetRow } from './FacetRow.tsx'
import styles from './facets.module.css'

interface Props {
  readonly source: RowSource
  readonly field: FacetField
  /** From the one answer about all facets; absent for fields that the reader added. */
  readonly facet: RowFacet | undefined
  readonly total: number | undefined
  readonly onRemove?: (() => void) | undefined
}

const FEW = 5
const MANY = 60
/** Each is a question of its own; more chosen values show without a number. */
const MOST_COUNTED = 10
const NO_COUNTS: ReadonlyMap<string, number> = new Map()

/** One field with its most frequent values: include, exclude, search. */
export function Facet({ source, field, facet, total, onRemove }: Props) {
  const { messages, language, formatNumber } = useLanguage()
  const words = messages.narrow.facets
  const { scope, view, change, origin, store } = useWorkspace()
  const [isFolded, setFolded] = useState(false)
  const [isWide, setWide] = useState(false)
  const [search, setSearch] = useState<string>()
  const contains = useSettled(search ?? '')
  const text = facetText(field)
  const title = facetTitle(field, language)
  const chosen = chosenValues(view.query, field)
  const all = [...chosen.included, ...chosen.excluded]
  const isChosen = all.length > 0
  // A field's own choice does not narrow what it can be chosen from.
  const query = joinQuery(scope, isChosen ? withoutChosen(view.query, field) : view.query)
  const own = useQuery({
    queryKey: [
      'facet',
      origin.name,
      query,
      source.scope.from,
      source.scope.to,
      source.asOf,
      text,
      contains,
      isWide,
      all,
    ],
    enabled: !isFolded && (facet === undefined || isChosen || isWide || search !== undefined),
    queryFn: async ({ signal }) => {
      const list = await origin.open({ ...source.scope, query }, source.asOf, signal)
      const limit = isWide || contains !== '' ? MANY : FEW
      const [values, counts] = await Promise.all([
        list.values({ field: text, contains, limit }, signal),
        countsOf(list, field, all.slice(0, MOST_COUNTED), signal),
      ])
      return { ...values, counts }
    },
    staleTime: Infinity,
    placeholderData: (previous) => previous,
    throwOnError: (cause) => !(cause instanceof ApiError),
  })
  const fromAll = facet && !isChosen && !isWide && search === undefined ? facet : undefined
  const listed: readonly FacetValue[] = fromAll
    ? fromAll.values.slice(0, FEW)
    : (own.data?.values ?? facet?.values.slice(0, FEW) ?? [])
  const values = contains === '' ? withChosen(listed, all, own.data?.counts ?? NO_COUNTS) : listed
  const distinct = fromAll?.distinct ?? own.data?.distinct ?? facet?.distinct ?? 0
  const more = Math.max(0, distinct - listed.length)
  const most = Math.max(total ?? 0, ...values.map(({ count = 0 }) => count))

  const toggle = (value: string, sign: 'include' | 'exclude') => {
    const of = { ...field, value }
    change({ query: toggleValue(view.query, of, sign) }, 'push')
    store.setState({ lit: termOf(of, sign) })
  }
  return (
    <section className={styles['facet']} aria-label={title}>
      <header className={styles['head']}>
        <h3>
          <button
            type="button"
            aria-expanded={!isFolded}
            title={`${readableText(text)} · ${fieldDefinition(field.name).description[language]}`}
            onClick={() => setFolded(!isFolded)}
          >
            {isFolded ? (
              <ChevronRight size={12} aria-hidden="true" />
            ) : (
              <ChevronDown size={12} aria-hidden="true" />
            )}
            <span>{title}</span>
          </button>
        </h3>
        {onRemove ? (
          <IconButton size="small" label={words.remove(title)} onClick={onRemove}>
            <X size={12} aria-hidden="true" />
          </IconButton>
        ) : null}
        {distinct > FEW || search !== undefined ? (
          <IconButton
            size="small"
            label={words.search(title)}
            aria-pressed={search !== undefined}
            onClick={() => setSearch(search === undefined ? '' : undefined)}
          >
            <Search size={12} aria-hidden="true" />
          </IconButton>
        ) : null}
      </header>
      {isFolded ? null : (
        <>
          {search === undefined ? null : (
            <input
              // oxlint-disable-next-line jsx-a11y/no-autofocus -- it was just asked for
              autoFocus
              type="search"
              className={styles['search']}
              value={search}
              aria-label={words.search(title)}
              placeholder={words.search(title)}
              onChange={(event) => setSearch(event.target.value)}
              onKeyDown={(event) => {
                if (event.key !== 'Escape') return
                event.stopPropagation()
                setSearch(undefined)
              }}
            />
          )}
          <ul className={styles['values']}>
            {values.map(({ value, count }) => (
              <FacetRow
                key={value}
                field={field}
                title={title}
                value={value}
                count={count}
                share={most > 0 ? (count ?? 0) / most : 0}
                included={chosen.included.includes(value)}
                excluded={chosen.excluded.includes(value)}
                onToggle={(sign) => toggle(value, sign)}
              />
            ))}
          </ul>
          {own.error ? <p className={styles['note']}>{problemText(own.error, messages)}</p> : null}
          {values.length === 0 && !own.isFetching ? (
            <p className={styles['note']}>{contains === '' ? words.noValues : words.noMatch}</p>
          ) : null}
          {own.data?.shortfall && !fromAll ? <p className={styles['note']}>{words.partial}</p> : null}
          {more > 0 && !isWide ? (
            <button type="button" className={styles['more']} onClick={() => setWide(true)}>
              {words.more(formatNumber(more))}
            </button>
          ) : null}
          {isWide ? (
            <button type="button" className={styles['more']} onClick={() => setWide(false)}>
              {words.less}
              {more > 0 ? ` · ${words.more(formatNumber(more))}` : ''}
            </button>
          ) : null}
        </>
      )}
    </section>
  )
}

/** How many rows have each of the values: those that are chosen need not be among the most frequent. */
async function countsOf(
  list: RowSource,
  { name, key }: FacetField,
  values: readonly string[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, number>> {
  const counted = await Promise.all(
    values.map(async (value): Promise<[string, number]> => {
      const { count } = await list.within(fieldTerm(name, value, key)).count(signal)
      return [value, count]
    }),
  )
  return new Map(counted)
}
