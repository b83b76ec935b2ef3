import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { VOCABULARY_DOC_FILE, vocabularyDoc } from './vocabulary-doc.ts'

test('the guide is what the tables say (`generate --format vocabulary --out`)', () => {
  expect(readFileSync(VOCABULARY_DOC_FILE, 'utf8')).toBe(vocabularyDoc())
})
