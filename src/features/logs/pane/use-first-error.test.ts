import { expect, test } from 'vitest'
import { type ErrorPlace, placeOfError } from './use-first-error.ts'

const opened: ErrorPlace = { openedFailed: true, isLed: false, following: true, firstError: 40, lineCount: 100 }

test('the log of a failed step opens at its first error', () => {
  expect(placeOfError(opened)).toBe('show')
})

test('it waits until the error is known and its line is there', () => {
  expect(placeOfError({ ...opened, firstError: undefined })).toBe('wait')
  expect(placeOfError({ ...opened, lineCount: 40 })).toBe('wait')
})

test('a link, a search, a reader who has moved, and one who watched it fail stay where they are', () => {
  expect(placeOfError({ ...opened, isLed: true })).toBe('stay')
  expect(placeOfError({ ...opened, following: false })).toBe('stay')
  expect(placeOfError({ ...opened, openedFailed: false })).toBe('stay')
})
