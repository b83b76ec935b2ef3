import { useMemo, useState } from 'react'
import type { StoredEvent } from '#protocol/event.ts'
import type { Label, Sensitivity } from '#protocol/vocabulary/types.ts'
import { useLanguage } from '../../../i18n/language.tsx'
import { useValueActions, type ActionsOfValue } from '../../../state/use-value-actions.ts'
import { readableText } from '../../../ui/readable-text.ts'
import { Value } from '../../../ui/Value.tsx'
import {
  ATTRIBUTE_GROUPS,
  findAttributes,
  groupAttributes,
  type ShownAttribute,
} from '../attribute-groups.ts'
import { attributeText } from '../attribute-text.ts'
import { Fact, Facts, Section } from './Section.tsx'
import styles from './details.module.css'

/** Fewer are seen at a glance: headings and a search would only be in the way. */
const MANY = 12

/** What the event carries besides its message, in the vocabulary's words, each value a handle. */
export function Attributes({ event }: { readonly event: StoredEvent }) {
  const { messages, formatNumber } = useLanguage()
  const actionsOf = useValueActions()
  const [search, setSearch] = useState('')
  const groups = useMemo(() => groupAttributes(event.category, event.name, event.attrs), [event])
  const count = Object.keys(event.attrs).length
  if (count === 0) return null
  const words = messages.event.attributes
  const shown = ATTRIBUTE_GROUPS.map((name) => ({ name, list: findAttributes(groups[name], search) }))
  const isMany = count > MANY
  return (
    <Section
      title={messages.event.sections.attributes}
      aside={
        isMany ? (
          <>
            <span className={styles['quiet']}>{words.count(formatNumber(count))}</span>
            <input
              type="search"
              className={styles['search']}
              aria-label={words.search}
              placeholder={words.search}
              value={search}
              onChange={(it) => setSearch(it.target.value)}
            />
          </>
        ) : undefined
      }
    >
      {shown.map(({ name, list }) =>
        list.length === 0 ? null : (
          <div key={name}>
            {isMany ? <h4 className={styles['group']}>{words[name]}</h4> : null}
            <Facts>
              {list.map((it) => (
                <Attribute key={it.key} attribute={it} actionsOf={actionsOf} />
              ))}
            </Facts>
          </div>
        ),
      )}
      {shown.every(({ list }) => list.length === 0) ? <p className={styles['note']}>{words.none}</p> : null}
    </Section>
  )
}

interface AttributeProps {
  readonly attribute: ShownAttribute
  readonly actionsOf: ActionsOfValue
}

function Attribute({ attribute: { key, text, definition }, actionsOf }: AttributeProps) {
  const { language, messages } = useLanguage()
  const words = messages.event.attributes
  const label = (it: Label) => it[language]
  // A text under a number's name is another thing that is only called the same.
  const isOther = definition?.type === 'number' && Number.isNaN(Number(text))
  const name = definition && !isOther ? label(definition.label) : readableText(key)
  const said = attributeText(definition, text, label, words)
  const isSameWithUnit = said?.startsWith(`${text} `) === true
  return (
    <Fact name={name} hint={readableText(key)}>
      <Value
        text={text}
        label={name}
        actions={actionsOf({ name: 'attr', key, value: text })}
        mono={isCode(definition?.type)}
      >
        {isSameWithUnit ? said : undefined}
      </Value>
      {said === undefined || said === text || isSameWithUnit ? null : (
        <span className={styles['said']}>{said}</span>
      )}
      <SensitivityMark sensitivity={definition?.sensitivity ?? 'none'} />
    </Fact>
  )
}

const isCode = (type: string | undefined) => type === 'id' || type === 'url'

function SensitivityMark({ sensitivity }: { readonly sensitivity: Sensitivity }) {
  const words = useLanguage().messages.event.attributes
  if (sensitivity === 'none') return null
  const why = { personal: words.personalWhy, number: words.numberWhy, secret: words.secretWhy }[sensitivity]
  return (
    <span className={styles['sensitivity']} title={why}>
      {words[sensitivity]}
    </span>
  )
}
