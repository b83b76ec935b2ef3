import { readStack, type StackFrame } from '#analysis/payload/stack-trace.ts'
import { useMemo, useState } from 'react'
import { useMessages } from '../../../i18n/language.tsx'
import { readableLines, readableText } from '../../../ui/readable-text.ts'
import { useCopyPart } from './use-copy-part.ts'
import styles from './payload.module.css'

/** A stack with the developer's own frames first; the numbers say where each really stood. */
export function StackView({ text }: { readonly text: string }) {
  const words = useMessages().event.payload
  const copyPart = useCopyPart()
  const [inOrder, setInOrder] = useState(false)
  const stack = useMemo(() => readStack(text), [text])
  if (stack === undefined) return <p className={styles['note']}>{words.noStack}</p>
  const numbered = stack.frames.map((frame, index) => ({ frame, number: index + 1 }))
  const own = numbered.filter(({ frame }) => frame.origin === 'app')
  const others = numbered.filter(({ frame }) => frame.origin !== 'app')
  return (
    <>
      <div className={styles['tools']}>
        <button
          type="button"
          className={styles['tool']}
          aria-pressed={inOrder}
          onClick={() => setInOrder(!inOrder)}
        >
          {words.stackInOrder}
        </button>
        <button type="button" className={styles['tool']} onClick={() => copyPart(text, words.stack)}>
          {words.copyStack}
        </button>
      </div>
      {stack.title === '' ? null : <p className={styles['stack-title']}>{readableLines(stack.title)}</p>}
      {inOrder ? (
        <Frames frames={numbered} />
      ) : (
        <>
          <Frames frames={own} />
          {others.length === 0 ? null : (
            <details className={styles['others']} open={own.length === 0}>
              <summary>{words.otherFrames(others.length)}</summary>
              <Frames frames={others} />
            </details>
          )}
        </>
      )}
    </>
  )
}

interface Numbered {
  readonly frame: StackFrame
  readonly number: number
}

function Frames({ frames }: { readonly frames: readonly Numbered[] }) {
  return (
    <ol className={styles['frames']}>
      {frames.map(({ frame, number }) => (
        <li key={number} value={number} data-origin={frame.origin} title={readableText(frame.raw)}>
          {frame.file === undefined && frame.functionName === undefined ? (
            readableText(frame.raw)
          ) : (
            <>
              <span className={styles['function']}>{readableText(frame.functionName ?? '(anonymous)')}</span>
              <span className={styles['place']}>
                {readableText(frame.file ?? '')}
                {frame.line === undefined ? '' : `:${frame.line}`}
                {frame.column === undefined ? '' : `:${frame.column}`}
              </span>
            </>
          )}
        </li>
      ))}
    </ol>
  )
}
