import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatCriLine, parseCriLine } from './cri.ts'

describe('CRI lines', () => {
  it('reads back what it writes', () => {
    const lines = fc.record({
      time: fc.constant('2026-11-24T10:00:00.123456789Z'),
      stream: fc.constantFrom('stdout' as const, 'stderr' as const),
      partial: fc.boolean(),
      text: fc.string().filter((text) => !/[\r\n]/.test(text)),
    })
    fc.assert(
      fc.property(lines, (line) => {
        expect(parseCriLine(formatCriLine(line).slice(0, -1))).toEqual(line)
      }),
    )
  })

  it.each(['', 'no format at all', '2026-11-24T10:00:00Z stdout X text', '2026-11-24T10:00:00Z stdin F text'])(
    'shows %j as text instead of hiding it',
    (line) => expect(parseCriLine(line)).toEqual({ time: '', stream: 'stdout', partial: false, text: line }),
  )

  it('reads an empty line', () => {
    expect(parseCriLine('2026-11-24T10:00:00Z stderr F').text).toBe('')
  })
})
