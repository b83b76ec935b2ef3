import { useEffect, useReducer, type ComponentType } from 'react'
import { useMessages } from '../i18n/language.tsx'
import { showFailure } from './toast.ts'

/** Until then the page's own questions and files have the connection; nobody opens a menu sooner by plan. */
const REST_MS = 2_000
/** Whoever opens a menu after this long finds it loaded. */
const IDLE_TIMEOUT_MS = 3_000

function whenIdle(run: () => void): void {
  setTimeout(() => {
    if ('requestIdleCallback' in globalThis) requestIdleCallback(run, { timeout: IDLE_TIMEOUT_MS })
    else run()
  }, REST_MS)
}

/**
 * A component that is not needed before the first paint: loaded when the browser is idle, or when it is rendered.
 * Until it is there the placeholder keeps its room, or nothing shows; when it cannot come that is said, since the reader waits for it.
 */
export function lazyOverlay<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  Placeholder?: ComponentType,
): ComponentType<Props> {
  let Loaded: ComponentType<Props> | undefined
  let loading: Promise<unknown> | undefined
  const start = () => {
    loading ??= load().then(
      (component) => {
        Loaded = component
      },
      (cause: unknown) => {
        // The next wish tries again: the server may be back.
        loading = undefined
        throw cause
      },
    )
    return loading
  }
  whenIdle(() => void start().catch(() => undefined))

  return function LazyOverlay(props: Props) {
    const messages = useMessages()
    const [, arrived] = useReducer((count: number) => count + 1, 0)
    useEffect(() => {
      let gone = false
      if (!Loaded) {
        start().then(
          () => gone || arrived(),
          () =>
            gone ||
            showFailure({
              title: messages.ui.partFailed,
              detail: messages.ui.partFailedWhy,
              action: { label: messages.ui.reload, run: () => location.reload() },
            }),
        )
      }
      return () => {
        gone = true
      }
    }, [messages])
    if (Loaded) return <Loaded {...props} />
    return Placeholder ? <Placeholder /> : null
  }
}
