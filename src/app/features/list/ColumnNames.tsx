/* oxlint-disable jsx-a11y/prefer-tag-over-role -- cells of a table cannot stand at any place of any length */
import { useLanguage } from '../../i18n/language.tsx'
import type { Column } from './columns.ts'

/** The header row of the grid for screen readers; what one sees and works with are the controls above it. */
export function ColumnNames({ columns }: { readonly columns: readonly Column[] }) {
  const { language, messages } = useLanguage()
  return (
    <div role="row" aria-rowindex={1} className="spoken">
      <span role="columnheader">{messages.list.level}</span>
      {columns.map(({ field, title }) => (
        <span key={field} role="columnheader">
          {title[language]}
        </span>
      ))}
    </div>
  )
}
