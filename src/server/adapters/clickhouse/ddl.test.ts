import { describe, expect, test } from 'vitest'
import { MIGRATIONS } from './migrations.ts'

const textOf = (mode: Parameters<(typeof MIGRATIONS)[number]['statements']>[0]) =>
  `${MIGRATIONS.flatMap(({ number, name, statements }) => [`-- ${number}: ${name}`, ...statements(mode)]).join('\n\n')}\n`

/** Cluster text is never run here: a change of it must be seen by a person. */
describe('migrations as text', () => {
  test('one engine', async () => {
    await expect(textOf({ type: 'single' })).toMatchFileSnapshot('./golden/single.sql')
  })

  test('a cluster', async () => {
    await expect(textOf({ type: 'cluster', cluster: 'clueline' })).toMatchFileSnapshot('./golden/cluster.sql')
  })

  test('refuses a name that is none', () => {
    expect(() => textOf({ type: 'cluster', cluster: 'a b' })).toThrow('not an identifier')
  })
})
