import { lazyOverlay } from '../../../ui/lazy-overlay.tsx'

/** Loaded after the first paint. */
export const MarkEditor = lazyOverlay(() => import('./MarkEditor.tsx').then((it) => it.MarkEditor))
