import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatCriLine } from '#domain/logs/cri.ts'
import type { LogIndex } from '#domain/logs/log-index.ts'
import { createLogStore, type LogStore } from './log-store.ts'

const time = '2026-11-24T10:00:00.000000001Z'
const piece = fc.constantFrom(
  'a',
  'b',
  '\u001b[31m',
  '\u001b[0m',
  '漢',
  '\t',
  '\r',
  '::group::g',
  '\u001b]8;;https://e.x\u0007',
)
const line = fc.record({ parts: fc.array(piece, { maxLength: 6 }), partial: fc.boolean() })
const log = fc
  .array(line, { minLength: 1, maxLength: 40 })
  .map((lines) => lines.map(({ parts, partial }, at) => cri(parts.join(''), partial && at < lines.length - 1)).join(''))

function cri(text: string, partial = false): string {
  return formatCriLine({ time, stream: 'stdout', partial, text })
}

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(new TextEncoder().encode(text))
}

function wholeOf(text: string): LogStore {
  const store = createLogStore()
  store.append(bytesOf(text))
  return store
}

/** An index with a block for every so many lines. */
function indexOf(text: string, every: number): LogIndex {
  const blocks: { from: number; line: number }[] = []
  let [from, count, joins] = [0, 0, false]
  for (const physical of text.split(/(?<=\n)/)) {
    if (!joins) {
      if (count % every === 0) blocks.push({ from, line: count })
      count += 1
    }
    joins = physical.startsWith(`${time} stdout P`)
    from += bytesOf(physical).length
  }
  return { size: from, lineCount: count, blocks, marks: [], startedAt: time }
}

function fillMissing(store: LogStore, bytes: Uint8Array, lines: readonly number[]): void {
  for (const range of store.missing(lines)) store.fill(range.from, bytes.slice(range.from, range.to))
}

describe('a log that is read by windows', () => {
  it('reads like a log that is loaded as a whole', () => {
    fc.assert(
      fc.property(log, fc.integer({ min: 1, max: 9 }), fc.array(fc.nat(50)), (text, every, visits) => {
        const whole = wholeOf(text)
        const bytes = bytesOf(text)
        const windowed = createLogStore(200)
        windowed.seed(indexOf(text, every))
        expect(windowed.lineCount).toBe(whole.lineCount)
        for (const visit of visits) {
          const number = visit % whole.lineCount
          fillMissing(windowed, bytes, [number])
          expect(windowed.line(number)).toEqual(whole.line(number))
          expect(windowed.plain(number)).toBe(whole.plain(number))
        }
      }),
    )
  })

  it('drops the blocks used longest ago, asks for them again, and goes on at its end', () => {
    const text = Array.from({ length: 30 }, (_, number) => cri(`line ${String(number)}`)).join('')
    const bytes = bytesOf(text)
    const store = createLogStore(400)
    store.seed(indexOf(text, 5))
    for (const number of [0, 7, 12, 22]) fillMissing(store, bytes, [number])
    expect(store.isWhole).toBe(false)
    expect(store.line(0)).toBeUndefined()
    expect(store.line(22)?.text).toBe('line 22')
    expect(store.missing([0, 1, 2])).toMatchObject([{ from: 0 }])
    store.append(bytesOf(cri('one more')))
    expect(store.lineCount).toBe(31)
    expect(store.line(30)?.text).toBe('one more')
  })

  it('keeps a live log within its limit', () => {
    const store = createLogStore(300_000)
    const many = bytesOf(Array.from({ length: 2000 }, () => cri('x'.repeat(60))).join(''))
    for (let at = 0; at < 5; at += 1) store.append(many.slice())
    expect(store.isWhole).toBe(false)
    expect(store.lineCount).toBe(10_000)
    expect(store.line(9999)?.text).toHaveLength(60)
  })

  it('counts a last line without an end once nothing more comes', () => {
    const store = wholeOf(cri('whole') + cri('no line end', true))
    expect(store.lineCount).toBe(1)
    store.complete()
    expect(store.line(1)?.text).toBe('no line end')
  })
})
