import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createCriClock, printStamp } from './cri-clock.ts'
import { createCriWriter } from './cri-writer.ts'

function parse(log: string): readonly { readonly stamp: string; readonly tag: string; readonly text: string }[] {
  const lines = log.split('\n').slice(0, -1)
  return lines.map((line) => {
    const match = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{9}Z) stdout ([FP]) (.*)$/s.exec(line)
    if (match === null) throw new Error(`no CRI line: ${line}`)
    return { stamp: match[1] ?? '', tag: match[2] ?? '', text: match[3] ?? '' }
  })
}

describe('CRI lines', () => {
  it('give back the bytes that went in, with rising stamps, for every chunking', () => {
    const text = fc.array(
      fc.oneof(fc.constant('\n'), fc.string({ unit: 'grapheme' }), fc.constant('x'.repeat(20_000))),
      { maxLength: 8 },
    )
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 9000 }), (parts, size) => {
        const input = Buffer.from(parts.join(''))
        const writer = createCriWriter('stdout', createCriClock())
        const out: Buffer[] = []
        for (let at = 0; at < input.length; at += size) out.push(writer.write(input.subarray(at, at + size)))
        const lines = parse(Buffer.concat([...out, writer.end()]).toString('latin1'))
        expect(lines.map((line) => line.text + (line.tag === 'F' ? '\n' : '')).join('')).toBe(input.toString('latin1'))
        const stamps = lines.map(({ stamp }) => stamp)
        expect([...new Set(stamps)].toSorted()).toEqual(stamps)
        expect(lines.every((line) => line.text.length <= 16 * 1024)).toBe(true)
      }),
      { numRuns: 100 },
    )
  })

  it('mark an unfinished last line as partial', () => {
    const writer = createCriWriter('stdout', createCriClock())
    writer.write(Buffer.from('a\nb'))
    expect(parse(writer.end().toString())).toMatchObject([{ tag: 'P', text: 'b' }])
  })
})

describe('the clock of logs', () => {
  it('never goes back and follows the wall clock after a jump', () => {
    let wall = 1_000_000
    let steady = 0n
    const clock = createCriClock({ wall: () => wall, steady: () => steady })
    const first = clock.reserve(10)
    expect(clock.reserve(1)).toBe(first + 10n)
    wall += 3_600_000
    steady += 1000n
    expect(printStamp(clock.reserve(1))).toBe('1970-01-01T01:16:40.000000000Z')
    wall -= 7_200_000
    expect(clock.reserve(1) > first).toBe(true)
  })
})
