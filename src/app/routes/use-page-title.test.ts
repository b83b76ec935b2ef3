import { expect, test } from 'vitest'
import { frame } from '../i18n/en/frame.ts'
import { pageTitle } from './use-page-title.ts'

test.each([
  ['/', undefined, 'Find · Clueline'],
  ['/logs', undefined, 'Logs · Clueline'],
  ['/logs', 'level:error', 'level:error · Logs · Clueline'],
  ['/call/a%2Fb', undefined, 'Call a/b · Clueline'],
  ['/session/%', '', 'Session % · Clueline'],
  ['/nowhere', undefined, 'Clueline'],
  ['/logs', 'x'.repeat(80), `${'x'.repeat(60)}… · Logs · Clueline`],
])('%s %s', (path, query, title) => {
  expect(pageTitle(path, query, frame)).toBe(title)
})
