import { useQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { FIELD_NAMES, fieldDefinition } from '#protocol/query-lang/fields.ts'
import { ApiError } from '../../../api/client.ts'
import type { RowSource } from '../../../api/row-source.ts'
import { useLanguage } from '../../../i18n/language.tsx'
import { Popover } from '../../../ui/Popover.tsx'
import { readableText } from '../../../ui/readable-text.ts'
import { TextField } from '../../../ui/TextField.tsx'
import styles from './facets.module.css'

interface Props {
  readonly source: RowSource
  /** Fields that are there already. */
  readonly present: readonly string[]
  readonly onAdd: (field: string) => void
}

/** Any further field or attribute as a facet. */
export function AddFacet({ source, present, onAdd }: Props) {
  const words = useLanguage().messages.narrow.facets
  return (
    <Popover
      label={words.add}
      look="quiet"
      size="small"
      trigger={
        <>
          <Plus size={12} aria-hidden="true" /> {words.add}
        </>
      }
    >
      {(close) => (
        <FieldChoice
          source={source}
          present={present}
          onAdd={(field) => {
            close()
            onAdd(field)
          }}
        />
      )}
    </Popover>
  )
}

/** What has one value for every event, or one on a scale, has no values to count. */
const COUNTED = FIELD_NAMES.filter((name) => {
  const { type, keyed } = fieldDefinition(name)
  return !keyed && (type === 'keyword' || type === 'id') && name !== 'id' && name !== 'span'
})
const MOST = 100

function FieldChoice({ source, present, onAdd }: Props) {
  const { messages, language, formatNumber } = useLanguage()
  const words = messages.narrow.facets
  const [search, setSearch] = useState('')
  const keys = useQuery({
    queryKey: ['facet-keys', source.key],
    queryFn: ({ signal }) => source.values({ field: 'attr.', contains: '', limit: MOST }, signal),
    staleTime: Infinity,
    throwOnError: (cause) => !(cause instanceof ApiError),
  })
  const wanted = search.trim().toLowerCase()
  const offered = [
    ...(keys.data?.values ?? []).map(({ value, count }) => ({
      field: `attr.${value}`,
      detail: formatNumber(count),
    })),
    ...COUNTED.map((field) => ({
      field: field as string,
      detail: fieldDefinition(field).description[language],
    })),
  ].filter(
    ({ field, detail }) => !present.includes(field) && `${field} ${detail}`.toLowerCase().includes(wanted),
  )
  return (
    <div className={styles['choice']}>
      <TextField
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- it was just asked for
        autoFocus
        label={words.searchAny}
        showLabel={false}
        placeholder={words.searchAny}
        value={search}
        onChange={setSearch}
      />
      <ul>
        {offered.map(({ field, detail }) => (
          <li key={field}>
            <button type="button" onClick={() => onAdd(field)}>
              <code>{readableText(field)}</code>
              <span>{detail}</span>
            </button>
          </li>
        ))}
      </ul>
      {offered.length === 0 ? <p className={styles['note']}>{words.noMatch}</p> : null}
    </div>
  )
}
