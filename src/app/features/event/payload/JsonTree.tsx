import { ChevronDown, ChevronRight, SquareArrowOutUpRight } from 'lucide-react'
import { useDeferredValue, useEffect, useId, useMemo, useRef, useState, type KeyboardEvent } from 'react'
import type { JsonIndex } from '#analysis/payload/json-index.ts'
import {
  EVERYTHING_FOLDED,
  EVERYTHING_OPEN,
  firstFolding,
  isFolded,
  press,
  reveal,
  visibleValues,
} from '#analysis/payload/json-tree.ts'
import { isContainer, kindOf, pathOf, valueText } from '#analysis/payload/json-values.ts'
import { useLanguage } from '../../../i18n/language.tsx'
import type { ActionsOfValue } from '../../../state/use-value-actions.ts'
import { MenuAt } from '../../../ui/Menu.tsx'
import { VALUE_ACTIONS, VALUE_KEYS, valueActionOf, type ValueActions } from '../../../ui/value-keys.ts'
import type { JsonReader } from '../../../workers/json-reader.ts'
import { JsonRow } from './JsonRow.tsx'
import { SearchField, useHits } from './SearchField.tsx'
import { useCopyPart } from './use-copy-part.ts'
import { shownRows, VirtualRows, type Scroller } from './VirtualRows.tsx'
import styles from './payload.module.css'

const ROW_HEIGHT = 20
/** So few values are seen at a glance. */
const FEW = 12
/** A value that is itself something to look into. */
const NESTED_CHARS = 60

export interface JsonProps {
  readonly text: string
  readonly index: JsonIndex
  readonly reader: JsonReader
  readonly actionsOf: ActionsOfValue
  /** Shows a value as a payload of its own. */
  readonly onOpen: (path: string, text: string) => void
}

/** A JSON text that folds, is searched and copied from, by mouse and keys; every value as it was written. */
export function JsonTree({ text, index, reader, actionsOf, onOpen }: JsonProps) {
  const { messages, formatNumber } = useLanguage()
  const words = messages.event.payload
  const id = useId()
  const copyPart = useCopyPart()
  const [folding, setFolding] = useState(() => firstFolding(index))
  const [focused, setFocused] = useState(0)
  const [menu, setMenu] = useState<{
    readonly node: number
    readonly target: { readonly current: Element | null }
  }>()
  const [search, setSearch] = useState('')
  const hits = useFound(reader, useDeferredValue(search))
  const isHit = useMemo(() => new Set(hits), [hits])
  const visible = useMemo(() => visibleValues(index, folding), [index, folding])
  const scroller = useRef<Scroller>(null)
  const present = visible[focused] ?? 0

  const showRow = (row: number) => {
    const next = Math.max(0, Math.min(row, visible.length - 1))
    setFocused(next)
    scroller.current?.scrollToIndex(next, { align: 'auto' })
  }
  const { current, step } = useHits(hits, (node) => {
    const opened = reveal(index, folding, node)
    setFolding(opened)
    const row = visibleValues(index, opened).indexOf(node)
    setFocused(row)
    requestAnimationFrame(() => scroller.current?.scrollToIndex(row, { align: 'center' }))
  })
  const toggle = (node: number) => setFolding(press(folding, node))
  const content = (node: number) =>
    isContainer(index, node) ? text.slice(index.start[node], index.end[node]) : valueText(text, index, node)
  const actionsAt = (node: number): ValueActions => {
    const all = actionsOf({ name: 'payload', value: content(node) })
    return isContainer(index, node) && all.copy ? { copy: all.copy } : all
  }
  const openMenu = (node: number, element: Element | null) => setMenu({ node, target: { current: element } })
  const copyPath = (node: number) => copyPart(pathOf(text, index, node), words.path)
  const open = (node: number) => onOpen(pathOf(text, index, node), content(node))
  const isNested = (node: number) =>
    kindOf(index, node) === 'string' && (index.end[node] ?? 0) - (index.start[node] ?? 0) > NESTED_CHARS

  const keys: Readonly<Record<string, () => void>> = {
    ArrowDown: () => showRow(focused + 1),
    ArrowUp: () => showRow(focused - 1),
    Home: () => showRow(0),
    End: () => showRow(visible.length - 1),
    ArrowRight: () => (isFolded(index, folding, present) ? toggle(present) : showRow(focused + 1)),
    ArrowLeft: () => {
      if (
        isContainer(index, present) &&
        (index.count[present] ?? 0) > 0 &&
        !isFolded(index, folding, present)
      ) {
        toggle(present)
      } else showRow(visible.indexOf(Math.max(0, index.parent[present] ?? 0)))
    },
    Enter: () => openMenu(present, document.getElementById(`${id}-${present}`)),
    p: () => copyPath(present),
    o: () => open(present),
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const action = valueActionOf(event)
    const run = (action && actionsAt(present)[action]) ?? keys[event.key]
    if (!run) return
    event.preventDefault()
    event.stopPropagation()
    run()
  }

  return (
    <>
      <div className={styles['tools']} hidden={index.length <= FEW}>
        <SearchField value={search} onChange={setSearch} hits={hits.length} current={current} onStep={step} />
        <button type="button" className={styles['tool']} onClick={() => setFolding(EVERYTHING_OPEN)}>
          {words.openAll}
        </button>
        <button type="button" className={styles['tool']} onClick={() => setFolding(EVERYTHING_FOLDED)}>
          {words.foldAll}
        </button>
        <button
          type="button"
          className={styles['tool']}
          onClick={() => void reader.pretty().then((pretty) => copyPart(pretty, words.pretty))}
        >
          {words.copyPretty}
        </button>
      </div>
      <VirtualRows
        count={visible.length}
        rowHeight={ROW_HEIGHT}
        scroller={scroller}
        className={styles['tree'] ?? ''}
        role="tree"
        aria-label={words.views.tree}
        aria-activedescendant={`${id}-${present}`}
        tabIndex={0}
        onKeyDown={onKeyDown}
      >
        {(row) => {
          const node = visible[row] ?? 0
          const folded = isFolded(index, folding, node)
          const foldable = isContainer(index, node) && (index.count[node] ?? 0) > 0
          return (
            <JsonRow
              id={`${id}-${node}`}
              text={text}
              index={index}
              node={node}
              isFocused={row === focused}
              isHit={isHit.has(node)}
              expanded={foldable ? !folded : undefined}
              onPress={(element) => {
                setFocused(row)
                if (foldable) return toggle(node)
                if (document.getSelection()?.isCollapsed === false) return undefined
                return openMenu(node, element)
              }}
            >
              {foldable ? (
                folded ? (
                  <ChevronRight size={12} aria-hidden="true" />
                ) : (
                  <ChevronDown size={12} aria-hidden="true" />
                )
              ) : null}
              {isNested(node) ? <SquareArrowOutUpRight size={11} aria-hidden="true" /> : null}
            </JsonRow>
          )
        }}
      </VirtualRows>
      {visible.length > shownRows(visible.length, ROW_HEIGHT) ? (
        <p className={styles['note']}>{words.tooMany(formatNumber(visible.length))}</p>
      ) : null}
      {index.fault ? (
        <p className={styles['note']}>{words.fault[index.fault.reason](formatNumber(index.fault.at))}</p>
      ) : null}
      {menu ? (
        <MenuAt
          label={words.valueMenu}
          target={menu.target}
          isOpen
          onClose={() => setMenu(undefined)}
          sections={[{ id: 'value', items: menuItems(menu.node) }]}
        />
      ) : null}
    </>
  )

  function menuItems(node: number) {
    const actions = actionsAt(node)
    return [
      ...VALUE_ACTIONS.flatMap((action) => {
        const run = actions[action]
        return run ? [{ id: action, title: messages.value[action], keys: VALUE_KEYS[action], run }] : []
      }),
      {
        id: 'path',
        title: words.copyPath,
        detail: pathOf(text, index, node).slice(0, 80),
        keys: 'p',
        run: () => copyPath(node),
      },
      ...(isNested(node) ? [{ id: 'open', title: words.openNested, keys: 'o', run: () => open(node) }] : []),
    ]
  }
}

const NOTHING = new Uint32Array()

/** Hits of the words; those of the words before stay until the new ones are there. */
function useFound(reader: JsonReader, words: string): Uint32Array {
  const [found, setFound] = useState<Uint32Array>(NOTHING)
  useEffect(() => {
    let stale = false
    const search = words.trim() === '' ? Promise.resolve(NOTHING) : reader.find(words)
    void search.then((hits) => stale || setFound(hits))
    return () => {
      stale = true
    }
  }, [reader, words])
  return found
}
