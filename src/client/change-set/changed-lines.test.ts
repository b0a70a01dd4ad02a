import fc from 'fast-check'
import { expect, it } from 'vitest'
import { changedLines } from './changed-lines.ts'

it('tells what lines a text has more and fewer than another', () => {
  expect(changedLines('a\nb\nc', 'a\nc\nd\nd')).toEqual(
    new Map([
      ['b', -1],
      ['d', 2],
    ]),
  )
  expect(changedLines('', 'a')).toEqual(
    new Map([
      ['', -1],
      ['a', 1],
    ]),
  )
})

it('counts as if both were cut into lines as a whole', () => {
  const text = fc.array(fc.constantFrom('a', 'aa', 'b', ''), { maxLength: 6 }).map((lines) => lines.join('\n'))
  fc.assert(
    fc.property(text, text, (before, after) => {
      const whole = new Map<string, number>()
      for (const line of before.split('\n')) whole.set(line, (whole.get(line) ?? 0) - 1)
      for (const line of after.split('\n')) whole.set(line, (whole.get(line) ?? 0) + 1)
      const counted = changedLines(before, after)
      for (const [line, count] of whole) expect(counted.get(line) ?? 0).toBe(count)
      for (const line of counted.keys()) expect(whole.has(line)).toBe(true)
    }),
  )
})
