import { expect, test } from 'vitest'
import { closedProblem, healthOf, type HealthParts, type Phase, type StoreState } from './phase.ts'

const running: Phase = { name: 'running' }
const ready: StoreState = { state: 'ready', restarts: 0 }
const starting: Phase = { name: 'starting', step: 'Starting the engine.' }
const full = { freeBytes: 1, totalBytes: 100, refusal: 'The disk is nearly full.' }

const CASES: readonly (readonly [
  string,
  Phase,
  StoreState | undefined,
  HealthParts['disk'],
  string,
  string | undefined,
])[] = [
  ['start', starting, undefined, undefined, 'starting', 'starting'],
  ['engine up, tables not', starting, ready, undefined, 'starting', 'starting'],
  ['all well', running, ready, undefined, 'ready', undefined],
  [
    'engine crashed',
    running,
    { state: 'restarting', restarts: 1, reason: 'exit 9' },
    undefined,
    'degraded',
    'engine-unavailable',
  ],
  ['engine given up', running, { state: 'failed', restarts: 5 }, undefined, 'failed', 'engine-unavailable'],
  ['disk nearly full: reading goes on', running, ready, full, 'degraded', undefined],
  ['did not start', { name: 'failed', reason: 'x' }, undefined, undefined, 'failed', 'failed'],
  ['stopping', { name: 'stopping' }, ready, undefined, 'failed', 'stopping'],
]

test.each(CASES)('%s', (_why, phase, store, disk, status, code) => {
  const health = healthOf({
    version: '1.0.0',
    mode: 'embedded',
    engineVersion: null,
    uptimeSeconds: 1.26,
    phase,
    store,
    disk,
  })
  expect(health).toMatchObject({ status, uptime: 1.3, engine: { restarts: store?.restarts ?? 0 } })
  expect(health.reason === undefined).toBe(status === 'ready')
  const problem = closedProblem(phase, store)
  expect(problem?.code).toBe(code)
  expect(problem?.retryAfterSeconds ?? 1).toBeGreaterThan(0)
})
