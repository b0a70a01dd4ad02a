import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readGroupMark } from './group-marks.ts'
import { levelOf } from './levels.ts'
import { formatLineAnchor, readLineAnchor } from './line-anchor.ts'

describe('marks of groups', () => {
  it.each([
    ['::group::Unit tests', { kind: 'open', form: 'nested', title: 'Unit tests', folded: true }],
    ['##[group]Restore', { kind: 'open', form: 'nested', title: 'Restore', folded: true }],
    ['::endgroup::', { kind: 'close' }],
    [
      '\u001b[0Ksection_start:1560896352:my_first_section[collapsed=true]\r\u001b[0KHeader of the section',
      { kind: 'open', form: 'nested', name: 'my_first_section', title: 'Header of the section', folded: true },
    ],
    ['section_end:1560896353:my_first_section\r\u001b[0K', { kind: 'close', name: 'my_first_section' }],
    ['--- :package: Build', { kind: 'open', form: 'section', title: ':package: Build', folded: true }],
    ['+++ Run tests', { kind: 'open', form: 'section', title: 'Run tests', folded: false }],
    ['~~~ Preparing', { kind: 'open', form: 'section', title: 'Preparing', folded: true }],
    ['^^^ +++', { kind: 'expand' }],
  ])('reads %j', (text, mark) => expect(readGroupMark(text)).toEqual(mark))

  it.each(['---', '--- FAIL: TestShelf (0.00s)', '--- a/shelf.ts', '+++ b/shelf.ts', '+++ /dev/null', '-- x', 'text'])(
    'takes %j for no mark',
    (text) => expect(readGroupMark(text)).toBeUndefined(),
  )
})

describe('levels', () => {
  it.each([
    ['ERROR could not connect', 'error'],
    ['error: no such target', 'error'],
    ['[WARN] slow', 'warn'],
    ['2026-11-24T10:00:00.123Z INFO listening', 'info'],
    ['2026/11/24 10:00:00 [debug] cache', 'debug'],
    ['{"level":"error","msg":"x"}', 'error'],
    ['ts=1 level=warn msg="x"', 'warn'],
    ['E1124 10:00:00.000000 1 main.go:3] x', 'error'],
    ['TypeError: x is not a function', 'error'],
    ['npm warn deprecated', 'warn'],
    ['src/a.ts(3,5): error TS2322: Type string', 'error'],
    ['main.c:3:5: fatal error: a.h: No such file', 'error'],
    ['main.c:3: warning: unused', 'warn'],
    ['::error file=a.js,line=1::Wrong', 'error'],
    ['##[warning]Old Node', 'warn'],
    ['##vso[task.logissue type=error;sourcepath=a.cs]Wrong', 'error'],
    ['エラー: 接続できません', 'error'],
    ['10:00:00 【警告】古い形式です', 'warn'],
  ])('reads %j', (text, level) => expect(levelOf(text)).toBe(level))

  it.each([
    'information is power',
    'errors: none of them',
    'all tests passed',
    '##[group]Error',
    'エラーはありません',
    '',
  ])('sees none in %j', (text) => expect(levelOf(text)).toBeUndefined())
})

describe('addresses of lines', () => {
  it('are read back as they were written', () => {
    const numbers = fc.integer({ min: 1, max: 1_000_000 })
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), numbers, numbers, (step, a, b) => {
        const anchor = { step, from: Math.min(a, b), to: Math.max(a, b) }
        expect(readLineAnchor(formatLineAnchor(anchor))).toEqual(anchor)
      }),
    )
  })

  it.each(['', '#top', '#rollout:L', '#rollout:L0'])('are not %j', (text) =>
    expect(readLineAnchor(text)).toBeUndefined(),
  )
})
