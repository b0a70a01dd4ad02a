import { diffArrays } from 'diff'

/** The two texts of a diff. */
export type DiffSide = 'before' | 'after'

/** A row of a side-by-side diff: a line on either side, or on only one. Numbers count from 1. */
export interface DiffRow {
  readonly kind: 'same' | 'removed' | 'added' | 'changed'
  readonly left?: { readonly number: number; readonly text: string }
  readonly right?: { readonly number: number; readonly text: string }
}

/** With more changed lines, finding the smallest diff takes longer than anybody waits. */
const mostChanges = 1000

/** The rows of a diff, with removed and added lines of one place side by side. */
export function diffRows(before: string, after: string): readonly DiffRow[] {
  const rows: DiffRow[] = []
  let left = 0
  let right = 0
  let removed: string[] = []
  const [old, next] = [linesOf(before), linesOf(after)]
  for (const part of diffArrays(old, next, { maxEditLength: mostChanges }) ?? anchoredParts(old, next)) {
    if (part.removed) {
      removed = part.value
      continue
    }
    if (part.added) {
      rows.push(...paired(removed, part.value, left, right))
      left += removed.length
      right += part.value.length
      removed = []
      continue
    }
    rows.push(...paired(removed, [], left, right))
    left += removed.length
    removed = []
    for (const text of part.value) {
      left += 1
      right += 1
      rows.push({ kind: 'same', left: { number: left, text }, right: { number: right, text } })
    }
  }
  rows.push(...paired(removed, [], left, right))
  return rows
}

interface Part {
  readonly value: string[]
  readonly removed: boolean
  readonly added: boolean
}

/** The same limit between two anchors, of which there are many pairs. */
const mostChangesBetween = 300

/** Splits long texts at lines that occur once in each; the parts in between are compared by themselves. */
function anchoredParts(before: readonly string[], after: readonly string[]): readonly Part[] {
  const parts: Part[] = []
  let [left, right] = [0, 0]
  for (const { at, with: other } of [...anchorsOf(before, after), { at: before.length, with: after.length }]) {
    const [old, next] = [before.slice(left, at), after.slice(right, other)]
    parts.push(...(diffArrays(old, next, { maxEditLength: mostChangesBetween }) ?? coarseParts(old, next)))
    parts.push({ value: before.slice(at, at + 1), removed: false, added: false })
    ;[left, right] = [at + 1, other + 1]
  }
  return parts
}

interface Anchor {
  /** Line numbers before and after. */
  readonly at: number
  readonly with: number
}

/** The longest sequence of lines that occur once in both texts in the same order (patience diff). */
function anchorsOf(before: readonly string[], after: readonly string[]): readonly Anchor[] {
  const places = onceIn(after)
  const common = [...onceIn(before)].flatMap(([text, at]) => {
    const other = places.get(text)
    return other === undefined ? [] : [{ at, with: other }]
  })
  // The last line of the best sequence of each length; `previous` leads back through it.
  const ends: number[] = []
  const previous: (number | undefined)[] = []
  for (const [index, anchor] of common.entries()) {
    let [low, high] = [0, ends.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((common[ends[middle] ?? 0]?.with ?? 0) < anchor.with) low = middle + 1
      else high = middle
    }
    previous[index] = ends[low - 1]
    ends[low] = index
  }
  const row: Anchor[] = []
  for (let index = ends.at(-1); index !== undefined; index = previous[index])
    row.push(...common.slice(index, index + 1))
  return row.toReversed()
}

/** Lines that occur once in a text, in order, with their numbers. */
function onceIn(lines: readonly string[]): Map<string, number> {
  const places = new Map<string, number>()
  const again = new Set<string>()
  for (const [at, line] of lines.entries()) {
    if (places.has(line)) again.add(line)
    else places.set(line, at)
  }
  for (const line of again) places.delete(line)
  return places
}

/** Common beginning and end of two texts, with everything in between as one change. */
function coarseParts(before: readonly string[], after: readonly string[]): readonly Part[] {
  const most = Math.min(before.length, after.length)
  let head = 0
  while (head < most && before[head] === after[head]) head += 1
  let tail = 0
  while (tail < most - head && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1
  const part = (value: string[], removed: boolean, added: boolean) => ({ value, removed, added })
  return [
    part(before.slice(0, head), false, false),
    part(before.slice(head, before.length - tail), true, false),
    part(after.slice(head, after.length - tail), false, true),
    part(before.slice(before.length - tail), false, false),
  ]
}

/** How many lines were added and removed. */
export function countChanges(rows: readonly DiffRow[]): { readonly added: number; readonly removed: number } {
  const changed = rows.filter((row) => row.kind !== 'same')
  return {
    added: changed.filter((row) => row.right !== undefined).length,
    removed: changed.filter((row) => row.left !== undefined).length,
  }
}

function linesOf(text: string): string[] {
  return text === '' ? [] : text.replace(/\n$/, '').split('\n')
}

function paired(removed: readonly string[], added: readonly string[], left: number, right: number): DiffRow[] {
  return Array.from({ length: Math.max(removed.length, added.length) }, (_, index): DiffRow => {
    const before = removed[index]
    const after = added[index]
    const leftSide = before === undefined ? {} : { left: { number: left + index + 1, text: before } }
    const rightSide = after === undefined ? {} : { right: { number: right + index + 1, text: after } }
    const kind = before === undefined ? 'added' : after === undefined ? 'removed' : 'changed'
    return { kind, ...leftSide, ...rightSide }
  })
}

/** The part of a text that differs from another, between common beginning and end and widened to whole words. */
export function differingPart(text: string, other: string): { readonly from: number; readonly to: number } {
  const most = Math.min(text.length, other.length)
  let from = 0
  while (from < most && text[from] === other[from]) from += 1
  let tail = 0
  while (tail < most - from && text[text.length - 1 - tail] === other[other.length - 1 - tail]) tail += 1
  let to = text.length - tail
  const isWord = (at: number): boolean => /[\p{L}\p{N}_]/u.test(text[at] ?? '')
  while (from > 0 && from < to && isWord(from - 1) && isWord(from)) from -= 1
  while (to < text.length && to > from && isWord(to) && isWord(to - 1)) to += 1
  return { from, to }
}
