import { describe, expect, it } from 'vitest'
import { createTail, keptCharacters } from './log-tail.ts'

const bytes = (text: string) => new TextEncoder().encode(text)

describe('the tail of a log', () => {
  it('shows the time of day and the text of CRI lines, without terminal sequences', () => {
    const tail = createTail()
    tail.add(
      bytes(
        '2026-11-24T11:05:02.123456789Z stdout F \u001B[32minfo\u001B[0m GET /books\n2026-11-24T11:05:03Z stderr P oops\n',
      ),
    )
    expect(tail.text()).toBe('11:05:02  info GET /books\n11:05:03  oops\n')
  })

  it('continues after a cut within a line and within a character', () => {
    const whole = bytes('2026-11-24T11:05:02Z stdout F 本棚\n')
    for (let cut = 0; cut <= whole.length; cut += 1) {
      const tail = createTail()
      tail.add(whole.slice(0, cut))
      tail.add(whole.slice(cut))
      expect(tail.text()).toBe('11:05:02  本棚\n')
    }
  })

  it('keeps the end only', () => {
    const tail = createTail()
    for (let index = 0; index < 30; index += 1) tail.add(bytes(`${String(index)} ${'x'.repeat(10_000)}\n`))
    expect(tail.text().length).toBeLessThanOrEqual(keptCharacters)
    expect(tail.text()).toContain('29 x')
  })
})
