import { isCollection, isMap, isScalar, isSeq, type Node, type Pair, type YAMLMap, type YAMLSeq } from 'yaml'
import { problem, type Problem } from '../../problem.ts'
import { say } from '../../sentence.ts'
import { err, ok, type Result } from '../../result.ts'
import { openYamlNewest, type YamlPath, type YamlText } from '../yaml-text.ts'
import {
  type Anatomy,
  anatomyOf,
  brokenBy,
  colonEnd,
  dashOf,
  endOf,
  eolAt,
  exactNode,
  indentBefore,
  isEmptyNull,
  isNode,
  lineEnd,
  lineStart,
  nextLine,
  pairOf,
} from './anatomy.ts'
import { refusal } from '../refusal.ts'
import { spliceSwap } from './splice-swap.ts'
import { sameValue } from '../../same-value.ts'
import { afterStep, type Step } from './plain-steps.ts'
import { applyToPieces } from './splice-pieces.ts'
import { blockLines, entryLines, flowText, itemLines, type Plain, scalarText } from './write-yaml.ts'

/**
 * Applies steps as splices to a text; everything else stays byte for byte. Each result is parsed again and compared with the expected value. If the
 * text cannot be spliced there (behind an alias, under a shared anchor), nothing changes and the problem says so.
 */
export function applySteps(text: string, steps: readonly Step[]): Result<string> {
  const inPieces = applyToPieces(text, steps, applyStep)
  if (inPieces !== undefined) return inPieces
  let edited = text
  for (const step of steps) {
    const next = applyStep(edited, step)
    if (!next.ok) return next
    edited = next.value
  }
  return ok(edited)
}

function applyStep(text: string, step: Step): Result<string> {
  const before = openYamlNewest(text)
  const broken = brokenBy(before)
  if (broken !== undefined) {
    const { message, place, fix } = broken
    return err(
      problem('invalid-document', say`The text must be valid YAML before it can be edited: ${message}`, {
        place,
        findings: [broken],
        ...(fix === undefined ? {} : { fix }),
      }),
    )
  }
  const spliced = spliceOf(anatomyOf(before), step)
  const refused = onlyAsText(before, step.path)
  if (spliced === undefined) return err(refused)
  const after = openYamlNewest(spliced)
  const wanted = afterStep(before.value, step)
  const same = brokenBy(after) === undefined && sameValue(after.value, wanted)
  return same ? ok(spliced) : err(refused)
}

/** The problem for an edit that cannot be done as a splice. */
export function onlyAsText({ rangeAt }: YamlText, path: YamlPath): Problem {
  const { line, column } = rangeAt(path)
  const name = path.join('.')
  return refusal(
    'not-possible-now',
    'only-as-text',
    `${name} is written in a form that can only be edited as text`,
    { path: name },
    {
      fix: 'Edit it in the YAML: an alias, an anchor or a merge key may share it with other parts',
      place: { line, column, path: name },
    },
  )
}

function spliceOf(anatomy: Anatomy, step: Step): string | undefined {
  switch (step.op) {
    case 'set':
      return spliceSet(anatomy, step.path, step.value)
    case 'insert':
      return spliceInsert(anatomy, step.path, step.index, step.value)
    case 'swap':
      return spliceSwap(anatomy, step.path, step.index)
    case 'remove':
      return spliceRemove(anatomy, step.path)
  }
}

function replaced(text: string, start: number, end: number, by: string): string {
  return text.slice(0, start) + by + text.slice(end)
}

function spliceSet(anatomy: Anatomy, path: YamlPath, value: Plain): string | undefined {
  const key = path.at(-1)
  const parent = exactNode(anatomy, path.slice(0, -1))
  if (key === undefined) return undefined
  if (isSeq(parent)) {
    const item: unknown = typeof key === 'number' ? parent.items[key] : undefined
    return isNode(item) && !isEmptyNull(item) ? replaceNode(anatomy, item, value, parent.flow === true) : undefined
  }
  if (isMap(parent)) {
    const pair = pairOf(parent, key)
    return pair === undefined
      ? insertPair(anatomy, parent, String(key), value)
      : setPair(anatomy, parent, pair, String(key), value)
  }
  return path.length > 1 && (parent === undefined || isEmptyNull(parent))
    ? spliceSet(anatomy, path.slice(0, -1), { [key]: value })
    : undefined
}

function setPair(anatomy: Anatomy, map: YAMLMap, pair: Pair, key: string, value: Plain): string | undefined {
  const { text } = anatomy
  const old = pair.value
  const at = colonEnd(anatomy, pair)
  if (!isNode(old) || isEmptyNull(old)) return insertBehindColon(anatomy, map, pair, at, key, value)
  if (isCollection(old) && old.flow !== true) {
    if (value !== null && typeof value === 'object') return undefined
    return replaced(text, at, endOf(anatomy, old), ` ${scalarOrFlow(value, false)}`)
  }
  return replaceNode(anatomy, old, value, map.flow === true)
}

function insertBehindColon(
  anatomy: Anatomy,
  map: YAMLMap,
  pair: Pair,
  at: number,
  key: string,
  value: Plain,
): string | undefined {
  const { text } = anatomy
  if (map.flow === true || value === null || typeof value !== 'object')
    return replaced(text, at, at, ` ${scalarOrFlow(value, map.flow === true)}`)
  const lines = entryLines(key, value)
  if (lines.length === 1) return replaced(text, at, at, ` ${flowText(value)}`)
  const indent = indentOfPair(anatomy, pair)
  if (indent === undefined) return undefined
  const end = lineEnd(text, at)
  return replaced(
    text,
    end,
    end,
    lines
      .slice(1)
      .map((line) => eolAt(anatomy, end) + indent + line)
      .join(''),
  )
}

function scalarOrFlow(value: Plain, inFlow: boolean): string {
  return typeof value === 'string' ? scalarText(value, inFlow) : flowText(value)
}

/** Replaces a scalar, an alias or a flow collection; keeps the old quotes if they fit the new value. */
function replaceNode(anatomy: Anatomy, node: Node, value: Plain, inFlow: boolean): string | undefined {
  const [start] = node.range ?? [0]
  const end = endOf(anatomy, node)
  const simple = typeof value === 'string' && value !== '' && !/["'\\\p{Cc}]/u.test(value)
  const quote =
    isScalar(node) && simple
      ? node.type === 'QUOTE_SINGLE'
        ? "'"
        : node.type === 'QUOTE_DOUBLE'
          ? '"'
          : undefined
      : undefined
  return replaced(
    anatomy.text,
    start,
    end,
    quote === undefined ? scalarOrFlow(value, inFlow) : `${quote}${String(value)}${quote}`,
  )
}

function keyStart(pair: Pair): number {
  return isScalar(pair.key) ? (pair.key.range?.[0] ?? 0) : 0
}

/** The indentation of a key, in blanks; for a key behind a dash, the column of the key. */
function indentOfPair({ text }: Anatomy, pair: Pair): string | undefined {
  const start = keyStart(pair)
  const before = text.slice(lineStart(text, start), start).replace('\uFEFF', '')
  return /^[ -]*$/.test(before) ? ' '.repeat(before.length) : undefined
}

function insertPair(anatomy: Anatomy, map: YAMLMap, key: string, value: Plain): string | undefined {
  const { text } = anatomy
  if (map.flow === true) {
    const entry = `${scalarText(key, true)}: ${flowText(value)}`
    const last = map.items.at(-1)
    if (last === undefined) return replaced(text, map.range?.[0] ?? 0, map.range?.[1] ?? 0, `{ ${entry} }`)
    const end = endOf(anatomy, last)
    return replaced(text, end, end, `, ${entry}`)
  }
  const [first] = map.items
  const last = map.items.at(-1)
  const indent = first === undefined ? undefined : indentOfPair(anatomy, first)
  if (indent === undefined || last === undefined) return undefined
  return insertLines(
    anatomy,
    endOf(anatomy, last),
    entryLines(key, value).map((line) => indent + line),
  )
}

/** Inserts lines below the line at an offset, with the same line end; a comment at the end of that line stays there. */
function insertLines(anatomy: Anatomy, after: number, lines: readonly string[]): string {
  const { text } = anatomy
  const end = lineEnd(text, after)
  const eol = eolAt(anatomy, end)
  return replaced(text, end, end, lines.map((line) => eol + line).join(''))
}

function spliceInsert(anatomy: Anatomy, path: YamlPath, index: number, value: Plain): string | undefined {
  const node = exactNode(anatomy, path)
  if (isSeq(node) && node.items.length > 0)
    return node.flow === true ? insertFlow(anatomy, node, index, value) : insertBlock(anatomy, node, index, value)
  const key = path.at(-1)
  const parent = exactNode(anatomy, path.slice(0, -1))
  if (!isMap(parent) || key === undefined)
    return node === undefined || isEmptyNull(node) ? spliceSet(anatomy, path, [value]) : undefined
  const pair = pairOf(parent, key)
  if (pair === undefined || !isNode(pair.value) || isEmptyNull(pair.value)) return spliceSet(anatomy, path, [value])
  const isEmpty =
    (isSeq(pair.value) && pair.value.items.length === 0) || (isScalar(pair.value) && pair.value.value === null)
  if (!isEmpty) return undefined
  const [start, end] = [pair.value.range?.[0] ?? 0, pair.value.range?.[1] ?? 0]
  const lines = entryLines(String(key), [value])
  if (parent.flow === true || lines.length === 1) return replaced(anatomy.text, start, end, flowText([value]))
  const cut = replaced(anatomy.text, colonEnd(anatomy, pair), end, '')
  const indent = indentOfPair(anatomy, pair)
  if (indent === undefined) return undefined
  return insertLines(
    { ...anatomy, text: cut },
    colonEnd(anatomy, pair),
    lines.slice(1).map((line) => indent + line),
  )
}

function insertFlow(anatomy: Anatomy, seq: YAMLSeq, index: number, value: Plain): string | undefined {
  const before: unknown = seq.items[index]
  if (isNode(before))
    return replaced(anatomy.text, before.range?.[0] ?? 0, before.range?.[0] ?? 0, `${flowText(value)}, `)
  const end = endOf(anatomy, seq.items.at(-1))
  return replaced(anatomy.text, end, end, `, ${flowText(value)}`)
}

function insertBlock(anatomy: Anatomy, seq: YAMLSeq, index: number, value: Plain): string | undefined {
  const { text } = anatomy
  const first = dashOf(seq, 0)
  const indent = first === undefined ? undefined : indentBefore(text, first)
  if (first === undefined || indent === undefined) return undefined
  const lines = (likeFirst(seq, value) ?? itemLines(value)).map((line) => indent + line)
  if (index === 0)
    return replaced(
      text,
      lineStart(text, first),
      lineStart(text, first),
      lines.map((line) => line + eolAt(anatomy, lineEnd(text, first))).join(''),
    )
  const spaced = isSpaced(anatomy, seq) ? [''] : []
  return insertLines(anatomy, endOf(anatomy, seq.items[Math.min(index, seq.items.length) - 1]), [...spaced, ...lines])
}

/** Writes an item in one line if the first item is. */
function likeFirst(seq: YAMLSeq, value: Plain): readonly string[] | undefined {
  const [first] = seq.items
  if (value === null || typeof value !== 'object') return undefined
  return isCollection(first) && first.flow === true
    ? [`- ${flowText(value)}`]
    : [
        `- ${blockLines(value)[0] ?? ''}`,
        ...blockLines(value)
          .slice(1)
          .map((line) => `  ${line}`),
      ]
}

/** Whether blank lines separate the items. */
function isSpaced(anatomy: Anatomy, seq: YAMLSeq): boolean {
  const second = dashOf(seq, 1)
  return second !== undefined && /\n[ \t]*\r?\n/.test(anatomy.text.slice(endOf(anatomy, seq.items[0]), second))
}

function spliceRemove(anatomy: Anatomy, path: YamlPath): string | undefined {
  const key = path.at(-1)
  const parent = exactNode(anatomy, path.slice(0, -1))
  if (isSeq(parent) && typeof key === 'number') return removeItem(anatomy, parent, key, path.slice(0, -1))
  if (!isMap(parent) || key === undefined) return undefined
  const pair = pairOf(parent, key)
  if (pair === undefined) return undefined
  const index = parent.items.indexOf(pair)
  if (parent.flow === true) return removeFlow(anatomy, parent.items, index, keyStart)
  return removePair(anatomy, parent, pair, index)
}

function removePair(anatomy: Anatomy, map: YAMLMap, pair: Pair, index: number): string | undefined {
  const { text } = anatomy
  const start = keyStart(pair)
  if (map.items.length === 1) return undefined
  if (indentBefore(text, start) !== undefined) return cutLines(anatomy, lineStart(text, start), endOf(anatomy, pair))
  const next = map.items[index + 1]
  return next === undefined ? undefined : replaced(text, start, keyStart(next), '')
}

function removeItem(anatomy: Anatomy, seq: YAMLSeq, index: number, path: YamlPath): string | undefined {
  const { text } = anatomy
  const item: unknown = seq.items[index]
  if (!isNode(item)) return undefined
  if (seq.flow === true)
    return removeFlow(anatomy, seq.items, index, (entry) => (isNode(entry) ? (entry.range?.[0] ?? 0) : 0))
  const dash = dashOf(seq, index)
  if (dash === undefined || indentBefore(text, dash) === undefined) return undefined
  if (seq.items.length > 1)
    return cutLines(
      anatomy,
      lineStart(text, dash),
      Math.max(endOf(anatomy, item), dash + 1),
      index === 0 ? 'first' : index === seq.items.length - 1 ? 'last' : 'between',
    )
  const holder = exactNode(anatomy, path.slice(0, -1))
  const pair = isMap(holder) ? pairOf(holder, path.at(-1) ?? '') : undefined
  if (pair === undefined) return undefined
  const cut = cutLines(anatomy, lineStart(text, dash), Math.max(endOf(anatomy, item), dash + 1))
  return replaced(cut, colonEnd(anatomy, pair), colonEnd(anatomy, pair), ' []')
}

/** Removes whole lines, and an adjacent blank line if two would meet or one would end up at an end of the list. */
function cutLines(
  { text }: Anatomy,
  start: number,
  end: number,
  where: 'first' | 'between' | 'last' = 'between',
): string {
  const below = nextLine(text, end)
  const blankBefore = /\n[ \t]*\r?\n$/.test(text.slice(0, start))
  const blankAfter = below >= text.length || /^[ \t]*\r?\n/.test(text.slice(below, below + 200))
  const from = blankBefore && (blankAfter || where === 'last') ? lineStart(text, Math.max(0, start - 1)) : start
  const next = where === 'first' && !blankBefore && blankAfter ? nextLine(text, below) : below
  const endsWithoutLineEnd = next >= text.length && !text.endsWith('\n')
  return replaced(text, endsWithoutLineEnd ? lineEnd(text, lineStart(text, Math.max(0, from - 1))) : from, next, '')
}

function removeFlow<T>(
  anatomy: Anatomy,
  items: readonly T[],
  index: number,
  startOf: (item: T) => number,
): string | undefined {
  const [item, before, after] = [items[index], items[index - 1], items[index + 1]]
  if (item === undefined) return undefined
  if (before !== undefined) return replaced(anatomy.text, endOf(anatomy, before), endOf(anatomy, item), '')
  return replaced(anatomy.text, startOf(item), after === undefined ? endOf(anatomy, item) : startOf(after), '')
}
