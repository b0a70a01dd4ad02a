import { isSeq } from 'yaml'
import type { YamlPath } from '../yaml-text.ts'
import { type Anatomy, dashOf, endOf, exactNode, indentBefore, isNode, lineEnd, lineStart } from './anatomy.ts'

/** Swaps an item of a list with the next, each with its comments above and behind it; the text between them stays. */
export function spliceSwap(anatomy: Anatomy, path: YamlPath, index: number): string | undefined {
  const list = exactNode(anatomy, path)
  if (!isSeq(list)) return undefined
  const [first, second] = [index, index + 1].map((at) =>
    list.flow === true ? flowRoom(list.items[at], anatomy) : blockRoom(anatomy, list.items[at], dashOf(list, at)),
  )
  if (first === undefined || second === undefined || first.end > second.start) return undefined
  const { text } = anatomy
  const between = text.slice(first.end, second.start)
  return (
    text.slice(0, first.start) +
    text.slice(second.start, second.end) +
    between +
    text.slice(first.start, first.end) +
    text.slice(second.end)
  )
}

interface Room {
  readonly start: number
  readonly end: number
}

function flowRoom(item: unknown, anatomy: Anatomy): Room | undefined {
  return isNode(item) ? { start: item.range?.[0] ?? 0, end: endOf(anatomy, item) } : undefined
}

/** The range of an item's lines, including the comments right above its dash. */
function blockRoom(anatomy: Anatomy, item: unknown, dash: number | undefined): Room | undefined {
  const { text } = anatomy
  const indent = dash === undefined ? undefined : indentBefore(text, dash)
  if (dash === undefined || indent === undefined || !isNode(item)) return undefined
  let start = lineStart(text, dash)
  for (let above = start; above > 0;) {
    above = lineStart(text, above - 1)
    if (!text.startsWith(`${indent}#`, above)) break
    start = above
  }
  return { start, end: lineEnd(text, Math.max(endOf(anatomy, item), dash + 1)) }
}
