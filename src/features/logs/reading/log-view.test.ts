import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readGroupMark } from '#domain/logs/group-marks.ts'
import { createGroups, type Groups } from '../pane/log-groups.ts'
import { unfoldedLines, withContext, type VisibleLines } from './log-view.ts'

function read(lines: readonly string[]): Groups {
  const groups = createGroups()
  for (const [line, text] of lines.entries()) {
    const mark = readGroupMark(text)
    if (mark !== undefined) groups.take({ line, time: '', mark })
  }
  return groups
}

function shown(visible: VisibleLines): number[] {
  return Array.from({ length: visible.length }, (_, row) => visible.lineAt(row))
}

describe('groups', () => {
  it('nest by their own ends', () => {
    const groups = read(['::group::a', '1', '::group::b', '2', '::endgroup::', '3', '::endgroup::', '4'])
    expect(groups.list(8, true)).toMatchObject([
      { line: 0, end: 6, title: 'a', depth: 0 },
      { line: 2, end: 4, title: 'b', depth: 1 },
    ])
  })

  it('that are sections end where the next begins, or with the log', () => {
    const groups = read(['--- a', '1', '+++ b', '2'])
    expect(groups.list(4, false).map(({ end }) => end)).toEqual([1, undefined])
    expect(groups.list(4, true).map(({ end }) => end)).toEqual([1, 3])
  })

  it('survive ends that nobody opened, and ends in the wrong order', () => {
    const groups = read(['::endgroup::', 'section_start:1:x\r\u001b[0KX', '::group::a', 'section_end:1:x\r'])
    expect(groups.list(4, true).map(({ end }) => end)).toEqual([3, 3])
  })
})

describe('what is shown', () => {
  const lines = ['::group::a', '1', '::endgroup::', '2', '+++ b', '3']

  it('leaves out folded lines and end marks', () => {
    const groups = read(lines)
    const list = groups.list(6, true)
    expect(shown(unfoldedLines(6, list, new Map(), groups.endMarks))).toEqual([0, 3, 4, 5])
    expect(shown(unfoldedLines(6, list, new Map([[0, false]]), groups.endMarks))).toEqual([0, 1, 3, 4, 5])
  })

  it('holds a group open while it grows', () => {
    const groups = read(lines.slice(0, 2))
    expect(shown(unfoldedLines(2, groups.list(2, false), new Map(), groups.endMarks))).toEqual([0, 1])
  })

  it('finds the row of every line that it shows', () => {
    const marks = fc.array(fc.constantFrom('x', '::group::g', '::endgroup::', '--- s', '+++ t', '^^^ +++'))
    fc.assert(
      fc.property(marks, fc.boolean(), (texts, complete) => {
        const groups = read(texts)
        const visible = unfoldedLines(texts.length, groups.list(texts.length, complete), new Map(), groups.endMarks)
        const list = shown(visible)
        expect(list).toEqual([...new Set(list)].toSorted((a, b) => a - b))
        for (const [row, line] of list.entries()) expect(visible.rowOf(line)).toBe(row)
      }),
    )
  })

  it('shows a filter with its context, each line once', () => {
    expect(shown(withContext(Uint32Array.of(0, 2, 8), 1, 10))).toEqual([0, 1, 2, 3, 7, 8, 9])
  })
})
