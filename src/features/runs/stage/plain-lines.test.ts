import { expect, it } from 'vitest'
import { plainLines } from './plain-lines.ts'

it('joins the parts of a long line, and leaves out colours, times and an incomplete line', () => {
  const at = '2026-11-30T00:00:00.000000000Z'
  const text = `${at} stdout P one \n${at} stdout F \u001b[31mline\u001b[0m\n${at} stderr F two\n${at} stderr F thr`
  expect(plainLines(new TextEncoder().encode(text))).toEqual(['one line', 'two'])
})
