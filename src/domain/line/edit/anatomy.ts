import {
  type CST,
  isAlias,
  isCollection,
  isMap,
  isPair,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml'
import type { Finding } from '../../problem.ts'
import { nodeAt, type YamlPath, type YamlText } from '../yaml-text.ts'

/** A text with its parsed nodes and tokens, which give the places of dashes, colons and line ends. */
export interface Anatomy {
  readonly text: string
  readonly eol: string
  readonly document: YamlText['document']
}

/** The anatomy of a text that was opened with its tokens. */
export function anatomyOf({ text, document }: YamlText): Anatomy {
  return { text, eol: text.includes('\r\n') ? '\r\n' : '\n', document }
}

/** The finding that blocks editing, if any. Further documents do not block it: the first one is the line, the others stay untouched. */
export function brokenBy({ findings }: YamlText): Finding | undefined {
  return findings.find(({ severity, args }) => severity === 'error' && args?.['reason'] !== 'MULTIPLE_DOCS')
}

/** The node exactly at a path. Does not follow aliases: an edit behind one would also change other parts. */
export function exactNode({ document }: Anatomy, path: YamlPath): Node | undefined {
  let node: Node | undefined = nodeAt(document, [])
  for (const key of path) {
    const next: unknown = isMap(node)
      ? pairOf(node, key)?.value
      : isSeq(node) && typeof key === 'number'
        ? node.items[key]
        : undefined
    if (!isNode(next)) return undefined
    node = next
  }
  return node
}

/** Whether part of a parsed document is a node, rather than a pair or nothing. */
export function isNode(value: unknown): value is Node {
  return isAlias(value) || isScalar(value) || isCollection(value)
}

/** The pair of a key in a map; merged keys do not count. */
export function pairOf(map: YAMLMap, key: string | number): Pair | undefined {
  return map.items.find((pair) => isScalar(pair.key) && pair.key.value === key)
}

/** Offset right after the colon of a pair. */
export function colonEnd({ text }: Anatomy, pair: Pair): number {
  const token = pair.srcToken
  const colon = token?.sep?.find((entry) => entry.type === 'map-value-ind')
  if (colon !== undefined) return colon.offset + 1
  const keyEnd = isScalar(pair.key) ? (pair.key.range?.[1] ?? 0) : 0
  return text.indexOf(':', keyEnd) + 1
}

/** Offset of an item's dash in a block list. */
export function dashOf(seq: YAMLSeq, index: number): number | undefined {
  const token = seq.srcToken
  if (token?.type !== 'block-seq') return undefined
  const dashes = token.items.flatMap((item) =>
    item.start.filter((entry: CST.SourceToken) => entry.type === 'seq-item-ind'),
  )
  return dashes[index]?.offset
}

/** Offset after the last character of a node or pair, without trailing comments and line ends. */
export function endOf(anatomy: Anatomy, part: unknown): number {
  if (isPair(part)) {
    if (isNode(part.value) && !isEmptyNull(part.value)) return endOf(anatomy, part.value)
    return colonEnd(anatomy, part)
  }
  if (isCollection(part) && part.flow !== true && part.items.length > 0) return endOf(anatomy, part.items.at(-1))
  const end = isNode(part) ? (part.range?.[1] ?? 0) : 0
  return isScalar(part) && (part.type === 'BLOCK_LITERAL' || part.type === 'BLOCK_FOLDED')
    ? withoutLineEnds(anatomy.text, end)
    : end
}

/** Whether a node is an unwritten null: nothing follows the colon. */
export function isEmptyNull(node: unknown): boolean {
  return isScalar(node) && node.value === null && (node.range?.[0] ?? 0) === (node.range?.[1] ?? 0)
}

/** Offset of the first character of the line at an offset. */
export function lineStart(text: string, at: number): number {
  return text.lastIndexOf('\n', at - 1) + 1
}

/** Offset where the line's text ends, before its line end. */
export function lineEnd(text: string, at: number): number {
  const found = text.indexOf('\n', at)
  const end = found < 0 ? text.length : found
  return text[end - 1] === '\r' && end - 1 >= at ? end - 1 : end
}

/** The line end after the text that ends at an offset; files by two programs may mix them. The last line uses the text's usual one. */
export function eolAt({ text, eol }: Anatomy, at: number): string {
  return text.startsWith('\r\n', at) ? '\r\n' : text[at] === '\n' ? '\n' : eol
}

/** The start of the next line, or the end of the text. */
export function nextLine(text: string, at: number): number {
  const found = text.indexOf('\n', at)
  return found < 0 ? text.length : found + 1
}

function withoutLineEnds(text: string, at: number): number {
  let end = at
  while (end > 0 && (text[end - 1] === '\n' || text[end - 1] === '\r')) end--
  return end
}

/** The blanks before an offset if they are all that precedes it in its line, apart from a byte order mark. */
export function indentBefore(text: string, at: number): string | undefined {
  const before = text.slice(lineStart(text, at), at).replace('\uFEFF', '')
  return /^ *$/.test(before) ? before : undefined
}
