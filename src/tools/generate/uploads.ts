import { MILLI, SECOND, type Offset, type Stage } from './stage.ts'

/** The SDK's own uploads: one about every two minutes in this model, so that they do not drown the rest. */
const UPLOAD_EVERY = 120 * SECOND

export function playUploads(stage: Stage, from: Offset, to: Offset): void {
  const { random } = stage
  const source = stage.source('UPLOAD')
  for (let at = from + UPLOAD_EVERY; at + 2 * SECOND < to; at += UPLOAD_EVERY + random.int(-3, 3) * SECOND) {
    const events = random.int(20, 90)
    const span = stage.begin(at, 'SDK_UPLOAD', source, {
      events: String(events),
      size: String(events * 55),
      attempt: '1',
    })
    const ended = at + Math.round(random.skewed(70) + 5) * MILLI
    if (random.chance(0.01)) {
      stage.instant(ended - 10, 'SDK_UPLOAD_FAILED', source, {
        status: '503',
        retry_in: '2000',
        attempt: '1',
      })
      stage.end(ended, 'SDK_UPLOAD', source, span, { status: '503', result: 'error' }, { level: 'warn' })
    } else {
      stage.end(ended, 'SDK_UPLOAD', source, span, {
        status: '200',
        result: 'ok',
        duplicates: '0',
        rejected: '0',
      })
    }
  }
}
