/** The six of the Tracker document, then the developer's own logs, the SDK about itself, and two of NetLog. */
export const CATEGORIES = [
  'page',
  'request',
  'push',
  'call',
  'websocket',
  'webrtc',
  'app',
  'sdk',
  'network',
  'database',
] as const
export type Category = (typeof CATEGORIES)[number]

export function isCategory(value: unknown): value is Category {
  return CATEGORIES.includes(value as Category)
}
