import { expect, test } from 'vitest'
import { afterTyping, afterValue } from './typed-text.ts'

const empty = { text: '', seen: '', told: [] }

test('a value that comes back late leaves what was typed since', () => {
  const typed = ['て', 'てす', 'てすと'].reduce(afterTyping, empty)
  expect(afterValue(typed, 'て').text).toBe('てすと')
  expect(afterValue(afterValue(typed, 'て'), 'てすと')).toEqual({ text: 'てすと', seen: 'てすと', told: [] })
  expect(afterValue(typed, 'てすと').told, 'those between were skipped').toEqual([])
})

test('a value from elsewhere replaces the text: a link, Back, another control', () => {
  const typed = afterTyping(empty, 'build')
  expect(afterValue(typed, 'deploy')).toEqual({ text: 'deploy', seen: 'deploy', told: [] })
  const back = afterValue(afterValue(typed, 'build'), '')
  expect(back.text).toBe('')
})
