import { expect, test } from 'vitest'
import { parseQuery } from '#protocol/query-lang/parse.ts'
import { imported } from './imported-view.ts'

const entry = (...sessions: string[]) => ({ sessions, sessionCount: sessions.length })
const queryOf = (place: ReturnType<typeof imported>) =>
  place?.to === '/logs' ? place.search['q'] : undefined

test('one session is its page, several are a query, none is nowhere', () => {
  expect(imported([entry('s-1')])).toEqual({ to: '/session/$id', params: { id: 's-1' } })
  expect(imported([entry('s-1'), entry('s-1')])).toMatchObject({ to: '/session/$id' })
  expect(queryOf(imported([entry('s-1', 's-2')]))).toBe('session:s-1,s-2')
  expect(queryOf(imported([entry('s-1'), entry('s-2')]))).toBe('session:s-1,s-2')
  expect(imported([entry()])).toBeUndefined()
  expect(imported([])).toBeUndefined()
})

test('more sessions than an address or an answer holds: everything that was imported', () => {
  const many = Array.from({ length: 60 }, (_, index) => `s-${index}`)
  expect(queryOf(imported([entry(...many)]))).toBe('kind:import')
  expect(queryOf(imported([{ sessions: ['s-1'], sessionCount: 500 }]))).toBe('kind:import')
  expect(parseQuery('kind:import').ok).toBe(true)
})
