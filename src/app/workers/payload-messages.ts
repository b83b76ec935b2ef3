import type { JsonIndex } from '#analysis/payload/json-index.ts'

export type ToPayloadWorker =
  | { readonly type: 'read'; readonly id: number; readonly text: string }
  | { readonly type: 'find'; readonly id: number; readonly words: string }
  | { readonly type: 'print'; readonly id: number }

export type FromPayloadWorker =
  | { readonly type: 'read'; readonly id: number; readonly index: JsonIndex }
  | { readonly type: 'found'; readonly id: number; readonly hits: Uint32Array }
  | { readonly type: 'printed'; readonly id: number; readonly text: string }
