import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatCriLine } from '#domain/logs/cri.ts'
import { createLogStore, paintable, plainText } from './log-store.ts'

const time = '2026-11-24T10:00:00.000000001Z'

function cri(text: string, partial = false): string {
  return formatCriLine({ time, stream: 'stdout', partial, text })
}

describe('log store', () => {
  it('finds the same lines however the bytes are cut', () => {
    const logs = fc.array(fc.string({ unit: 'grapheme' }).map((text) => text.replace(/[\r\n]/g, '')))
    fc.assert(
      fc.property(logs, fc.integer({ min: 1, max: 9 }), (lines, size) => {
        const store = createLogStore()
        const bytes = new TextEncoder().encode(lines.map((line) => cri(line)).join(''))
        for (let at = 0; at < bytes.length; at += size) store.append(bytes.subarray(at, at + size))
        expect(lines.map((_, number) => store.line(number)?.text)).toEqual(lines)
        expect(store.lineCount).toBe(lines.length)
      }),
    )
  })

  it('joins partial lines and counts them once', () => {
    const store = createLogStore()
    store.append(new TextEncoder().encode(cri('a', true) + cri('b', true) + cri('c') + cri('next')))
    expect(store.lineCount).toBe(2)
    expect(store.line(0)).toEqual({ time, stream: 'stdout', text: 'abc' })
    expect(store.line(1)?.text).toBe('next')
    expect(store.line(2)).toBeUndefined()
  })

  it('does not show a line before it has ended', () => {
    const store = createLogStore()
    store.append(new TextEncoder().encode(cri('whole') + `${time} stdout F hal`))
    expect(store.lineCount).toBe(1)
  })

  it('searches what a person reads, not the colours in it', () => {
    const store = createLogStore()
    store.append(new TextEncoder().encode(cri('\u001b[31mREF\u001b[0mused') + cri('other') + cri('refused again')))
    expect([...store.search('refused', false)]).toEqual([0, 2])
    expect([...store.search('refused', true)]).toEqual([2])
    expect([...store.search('', false)]).toEqual([])
  })
})

describe('terminal sequences', () => {
  it('keeps colours and drops what would move the cursor or speak to the terminal', () => {
    expect(paintable('\u001b[1;32mok\u001b[0m\u001b[2J\u001b]0;title\u0007\u001b[5A.')).toBe('\u001b[1;32mok\u001b[0m.')
  })

  it('shows group marks as headings', () => {
    expect(plainText('::group::Unit tests')).toBe('▾ Unit tests')
    expect(paintable('::group::Unit tests')).toBe('\u001b[1m▾ Unit tests\u001b[22m')
    expect(plainText('::endgroup::')).toBe('')
  })

  it('shows the last state of a progress bar', () => {
    expect(plainText('10 %\r50 %\r100 %\r')).toBe('100 %')
  })
})
