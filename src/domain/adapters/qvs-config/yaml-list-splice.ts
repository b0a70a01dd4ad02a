import { isCollection, isMap, isScalar, isSeq, LineCounter, type Document, type YAMLMap, type YAMLSeq } from 'yaml'
import { sameValue } from '../../same-value.ts'
import { parseDocument } from '../../yaml.ts'
import { problem, type Problem } from '../../problem.ts'
import { say } from '../../sentence.ts'
import { err, ok, type Result } from '../../result.ts'
import { checkAliases } from '../../yaml-aliases.ts'

type Parsed = Document.Parsed

/** Appends an item to the list under a root key as a splice; everything else stays. `lines` is the item as block YAML. */
export function appendToList(
  text: string,
  key: string,
  lines: readonly string[],
  value: unknown,
): Result<string, Problem> {
  if (isEmpty(text)) {
    const eol = lineEnd(text)
    const begun = text === '' || text.endsWith('\n') ? text : text + eol
    return verify(`${begun}${key}:${block(lines, '  ', eol)}${eol}`, { [key]: [value] }, key)
  }
  const before = open(text)
  if (!before.ok) return before
  const { root, document } = before.value
  const pair = root.items.find((item) => isScalar(item.key) && item.key.value === key)
  const spliced =
    pair === undefined ? appendKey(text, root, key, lines) : appendItem(text, pair.key, pair.value, lines, value, key)
  if (!spliced.ok) return spliced
  const expected = { ...plain(document), [key]: [...listAt(document, key), value] }
  return verify(spliced.value, expected, key)
}

/** Whether a document has no content except comments; an application's first adapter then starts it. */
function isEmpty(text: string): boolean {
  return text.split('\n').every((line) => /^\uFEFF?\s*(?:#.*)?$/.test(line))
}

function open(text: string): Result<{ root: YAMLMap; document: Parsed }, Problem> {
  const lineCounter = new LineCounter()
  const document = checkAliases(parseDocument(text, { lineCounter }))
  const [first] = document.errors
  if (first !== undefined) {
    const { line, col } = lineCounter.linePos(first.pos[0])
    return err(
      problem('invalid-document', say`The document cannot be edited while it is not valid YAML: ${first.message}`, {
        place: { line: Math.max(1, line), column: Math.max(1, col) },
      }),
    )
  }
  const root = document.contents
  if (isMap(root) && root.flow !== true) return ok({ root, document })
  return err(
    problem('not-possible-now', say`The document is not a block of keys and values, so it can only be edited as text`),
  )
}

function plain(document: Parsed): Record<string, unknown> {
  const value: unknown = document.toJS()
  return typeof value === 'object' && value !== null ? { ...value } : {}
}

function listAt(document: Parsed, key: string): readonly unknown[] {
  const value = plain(document)[key]
  return Array.isArray(value) ? value : []
}

function verify(text: string, expected: unknown, key: string): Result<string, Problem> {
  const after = parseDocument(text)
  if (after.errors.length === 0 && sameValue(after.toJS(), expected)) return ok(text)
  return err(problem('not-possible-now', say`The list ${key} is written in a form that can only be edited as text`))
}

function lineEnd(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n'
}

function lineStart(text: string, at: number): number {
  return text.lastIndexOf('\n', at - 1) + 1
}

function endOfLine(text: string, at: number): number {
  const found = text.indexOf('\n', at)
  return found < 0 ? text.length : found
}

/** The end of a node, without trailing line ends. */
function withoutLineEnds(text: string, at: number): number {
  let end = at
  while (end > 0 && (text[end - 1] === '\n' || text[end - 1] === '\r')) end--
  return end
}

function block(lines: readonly string[], indent: string, eol: string): string {
  return lines.map((line, index) => `${eol}${indent}${index === 0 ? '- ' : '  '}${line}`).join('')
}

function insert(text: string, at: number, addition: string): string {
  return text.slice(0, at) + addition + text.slice(at)
}

function appendKey(text: string, root: YAMLMap, key: string, lines: readonly string[]): Result<string, Problem> {
  const eol = lineEnd(text)
  const at = endOfLine(text, withoutLineEnds(text, root.range?.[1] ?? text.length))
  const end = text[at - 1] === '\r' ? at - 1 : at
  return ok(insert(text, end, `${eol}${eol}${key}:${block(lines, '  ', eol)}${end === text.length ? eol : ''}`))
}

function appendItem(
  text: string,
  keyNode: unknown,
  value: unknown,
  lines: readonly string[],
  data: unknown,
  key: string,
): Result<string, Problem> {
  const eol = lineEnd(text)
  if (isSeq(value))
    return value.flow === true ? ok(appendFlow(text, value, data)) : ok(appendBlock(text, value, lines, eol))
  if (value === null || (isScalar(value) && value.value === null)) {
    const keyEnd = isScalar(keyNode) ? (keyNode.range?.[1] ?? 0) : 0
    const colon = text.indexOf(':', keyEnd) + 1
    const written = isScalar(value) ? (value.range ?? undefined) : undefined
    const kept = written !== undefined && written[1] > written[0] ? text.slice(0, colon) + text.slice(written[1]) : text
    const at = endOfLine(kept, colon)
    return ok(insert(kept, kept[at - 1] === '\r' ? at - 1 : at, block(lines, '  ', eol)))
  }
  return err(
    problem(
      'not-possible-now',
      isCollection(value) || isScalar(value)
        ? say`${key} is not a list, so it can only be edited as text`
        : say`${key} refers to an anchor that other parts may share, so it can only be edited as text`,
    ),
  )
}

function appendFlow(text: string, seq: YAMLSeq, data: unknown): string {
  const last: unknown = seq.items.at(-1)
  const json = JSON.stringify(data)
  if (isCollection(last) || isScalar(last)) return insert(text, last.range?.[1] ?? 0, `, ${json}`)
  return insert(text, (seq.range?.[0] ?? 0) + 1, json)
}

function appendBlock(text: string, seq: YAMLSeq, lines: readonly string[], eol: string): string {
  const dash = seq.range?.[0] ?? 0
  const indent = text.slice(lineStart(text, dash), dash)
  const last: unknown = seq.items.at(-1)
  const end = isCollection(last) || isScalar(last) ? (last.range?.[1] ?? dash) : dash + 1
  const at = endOfLine(text, withoutLineEnds(text, end))
  return insert(text, text[at - 1] === '\r' ? at - 1 : at, block(lines, indent, eol))
}
