import { expect, test } from 'vitest'
import { ApiError } from '../api/client.ts'
import { en } from '../i18n/en.ts'
import { frame } from '../i18n/zh/frame.ts'
import { problemText } from './problem-text.ts'

test('a problem is told in the language of the reader where there are words for it', () => {
  const away = new ApiError(0, 'no-answer', 'The server did not answer')
  expect(problemText(away, { frame })).toBe('服务器没有响应。')
  expect(problemText(away, en)).toBe('The server did not answer.')
})

test('what we have no words for is told as the server tells it', () => {
  expect(problemText(new ApiError(400, 'odd', 'Odd', 'It is odd.'), { frame })).toBe('It is odd.')
  expect(problemText(new ApiError(400, 'constructor', 'Odd'), { frame })).toBe('Odd')
  expect(problemText(new TypeError('broken'), { frame })).toBe('broken')
})
