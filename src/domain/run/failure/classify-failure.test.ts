import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { classifyFailure, excerptOf, lastLines, type Diagnosis } from './classify-failure.ts'
import { failureKinds, failureRules } from './failure-rules.ts'
import type { Seeded } from '../../testing/failures/seeded.ts'
import { seededFailures } from '../../testing/failures/seeded-failures.ts'

function diagnose({ exitCode, reason, message, output }: Seeded): Diagnosis {
  return classifyFailure({
    exitCode,
    reasons: reason === undefined ? [] : [reason],
    messages: message === undefined ? [] : [message],
    lines: output.split('\n'),
  })
}

describe('why a step failed', () => {
  it.each(seededFailures.map((one) => [one.name, one] as const))('knows %s', (_, one) => {
    const found = diagnose(one)
    expect(found.kind).toBe(one.kind)
    if (one.what !== undefined) expect(found.what).toBe(one.what)
    if (one.says !== undefined) expect(one.output.split('\n')[found.line ?? -1]).toBe(one.says)
  })

  it('tells an approval that nobody answered from one that was refused', () => {
    const asked = { exitCode: undefined, messages: [], lines: [] }
    expect(classifyFailure({ ...asked, reasons: ['Rejected', 'CustomRunTimedOut'] }).kind).toBe('not-answered')
    expect(classifyFailure({ ...asked, reasons: ['Rejected', 'Failed'] }).kind).toBe('rejected')
  })

  it('takes a clean report for no error', () => {
    expect(classifyFailure({ exitCode: 1, reasons: [], messages: [], lines: ['0 errors, 0 failed', 'done'] })).toEqual({
      kind: 'unknown',
    })
  })

  // A rule that backtracks at every letter would take minutes here.
  it.each(['x', '0', 'a ', "'/a' ", 'a.b:', '{"a":1},'])('reads past files in one line of %s', (piece) => {
    const file = piece.repeat(200_000 / piece.length)
    const said = 'bash: line 3: helm: command not found'
    const lines = [...Array.from({ length: 20 }, () => file), said]
    const found = classifyFailure({ exitCode: 127, reasons: [], messages: [], lines })
    expect(found.kind).toBe('command-not-found')
    for (const { pattern } of failureRules) expect(pattern.test(file.slice(0, 50_000))).toBe(false)
  })

  it('is total, and points only at lines that exist', () => {
    const texts = fc.array(fc.oneof(fc.string(), fc.constantFrom('Error: x', 'ENOSPC', 'FAIL a')))
    fc.assert(
      fc.property(texts, fc.option(fc.integer({ min: 0, max: 255 }), { nil: undefined }), (lines, exitCode) => {
        const { kind, line } = classifyFailure({ exitCode, reasons: [], messages: [], lines })
        expect(failureKinds).toContain(kind)
        if (line !== undefined) expect(lines[line]).toBeDefined()
      }),
    )
  })

  it('keeps its rules quick on long lines', () => {
    const long = `${'a '.repeat(20_000)}`
    for (const { pattern } of failureRules) expect(pattern.test(long)).toBe(false)
  })
})

describe('lines around the first error', () => {
  it('are five on both sides, fewer at the ends', () => {
    const lines = Array.from({ length: 20 }, (_, index) => String(index))
    expect(excerptOf(lines, 10)).toEqual({ from: 5, lines: lines.slice(5, 16) })
    expect(excerptOf(lines, 1).lines).toEqual(lines.slice(0, 7))
  })
})

describe('the last lines', () => {
  it('are those that say something', () => {
    expect(lastLines(['a', 'b', 'c', '', '  '], 2)).toEqual({ from: 1, lines: ['b', 'c'] })
    expect(lastLines([])).toEqual({ from: 0, lines: [] })
  })
})
