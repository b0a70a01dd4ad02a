import {
  type Alias,
  type ErrorCode,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  visit,
  type Document,
  type Node,
} from 'yaml'
import { aliasesWithoutAnchor, mostOfMany, parseDocument } from '../yaml.ts'
import type { FindingCode } from '../finding-codes.ts'
import type { Finding } from '../problem.ts'
import { remembered } from '../remember.ts'

/** Keys and indexes from the document's root to a value. */
export type YamlPath = readonly (string | number)[]

/** Range of a value in its text: offsets of its first character and after its last, and the 1-based line and column of the first. */
export interface TextRange {
  readonly start: number
  readonly end: number
  readonly line: number
  readonly column: number
}

/** A parsed YAML text: its plain value, its problems, and the place of each value. */
export interface YamlText {
  readonly text: string
  readonly document: Document.Parsed
  /** Undefined if the text is not YAML. Integers beyond 2^53 are bigints. */
  readonly value: unknown
  readonly findings: readonly Finding[]
  /** Range of the value at a path, or of its nearest ancestor if it does not exist; aliases are followed. */
  readonly rangeAt: (path: YamlPath) => TextRange
  /** A scalar's source text; undefined for anything else. */
  readonly sourceAt: (path: YamlPath) => string | undefined
}

/** Options for parsing any document: merge keys as in Kubernetes tools, and no rounding of large integers. */
export const yamlOptions = { merge: true, intAsBigInt: true } as const

/** Parses a YAML text; never throws. */
export function openYaml(text: string): YamlText {
  return open(text, {})
}

/** Like `openYaml`, for a whole line with perhaps thousands of stages. */
export function openWholeLine(text: string): YamlText {
  return open(text, { most: mostOfMany })
}

function open(text: string, options: { readonly most?: number; readonly keepSourceTokens?: boolean }): YamlText {
  const lines = new LineCounter()
  const document = parseDocument(text, { ...yamlOptions, lineCounter: lines, ...options })
  const findings = syntaxFindings(document, lines)
  if (findings.length === 0)
    for (const { range } of aliasesWithoutAnchor(document)) {
      const at = lines.linePos(range?.[0] ?? 0)
      findings.push(syntaxFinding('BAD_ALIAS', 'There is no anchor for this alias', at.line, at.col))
    }
  const value = findings.length === 0 ? plainOf(document, findings) : plainOf(document, [])
  if (findings.length === 0) findings.push(...surprises(document, lines))
  const rangeOf = (node: Node | undefined): TextRange => {
    const [start, end] = node?.range ?? [0, 0]
    const at = lines.linePos(start)
    return { start, end, line: Math.max(1, at.line), column: Math.max(1, at.col) }
  }
  return {
    text,
    document,
    value,
    findings,
    rangeAt: (path) => rangeOf(nodeAt(document, path)),
    sourceAt: (path) => {
      const node = nodeAt(document, path)
      return isScalar(node) && node.range ? text.slice(node.range[0], node.range[1]) : undefined
    },
  }
}

/** Parses with tokens and caches the newest texts: editing a text as a whole needs it before the edit, after it, and to draw it. */
export const openYamlNewest: (text: string) => YamlText = remembered(
  (text) => open(text, { most: mostOfMany, keepSourceTokens: true }),
  4,
)

/** Like `openYaml`, but cached: every keystroke in a document makes the project's documents needed again. */
export const openYamlOnce: (text: string) => YamlText = remembered(openYaml, 160)

/** YAML problems of a document, with places from the line counter it was parsed with. */
export function syntaxFindings(document: Document.Parsed, lines: LineCounter): Finding[] {
  const open = firstOpen(document)
  // After an unclosed quote or bracket, everything is misread.
  const errors = document.errors.filter((error) => open === undefined || error.pos[0] < open.at)
  const doubled = errors.some(({ code }) => code === 'DUPLICATE_KEY') ? doubledKeys(document) : undefined
  const told = errors.map((error) => {
    const at = lines.linePos(error.pos[0])
    const finding = syntaxFinding(error.code, error.message, Math.max(1, at.line), Math.max(1, at.col))
    const known = error.code === 'DUPLICATE_KEY' ? doubled?.get(error.pos[0]) : undefined
    if (known === undefined) return finding
    return { ...finding, ...twiceThere(known.key, lines.linePos(known.first).line) }
  })
  if (open === undefined) return told
  const at = lines.linePos(open.at)
  const finding = syntaxFinding('NOT_CLOSED', `What ${open.mark} opens here is never closed`, at.line, at.col)
  return [...told, { ...finding, args: { ...finding.args, mark: open.mark } }]
}

function twiceThere(key: string, line: number): Pick<Finding, 'message' | 'args'> {
  const first = String(line)
  const message = `The key ${key} is there twice: also on line ${first}`
  return { message, args: { reason: 'DUPLICATE_KEY' satisfies YamlReason, message, key, first } }
}

/** Moves a finding from a part of the text to the whole; `lineOf` maps a line of the part to a line of the whole. */
export function findingInWhole(finding: Finding, lineOf: (line: number) => number): Finding {
  const { place, args } = finding
  const { line } = place
  const moved = line === undefined ? finding : { ...finding, place: { ...place, line: lineOf(line) } }
  const { key, first } = args ?? {}
  if (args?.['reason'] !== 'DUPLICATE_KEY' || key === undefined || first === undefined) return moved
  return { ...moved, ...twiceThere(key, lineOf(Number(first))) }
}

interface Opened {
  readonly mark: string
  readonly at: number
}

const neverClosed = /^(?:Missing closing (["'])|Flow (map|sequence) )/

/** Where the first unclosed quote or bracket opens; the parser only reports where it gave up looking for the end. */
function firstOpen(document: Document.Parsed): Opened | undefined {
  const error = document.errors.find(({ message }) => neverClosed.test(message))
  const [, quote, kind] = neverClosed.exec(error?.message ?? '') ?? []
  const mark = quote ?? (kind === 'map' ? '{' : '[')
  let opened: Opened | undefined
  if (error !== undefined)
    visit(document, {
      Node(_, node) {
        if (node.range?.[1] === error.pos[0] && markOf(node) === mark) opened = { mark, at: node.range[0] }
      },
    })
  return opened
}

function markOf(node: Node): string | undefined {
  if (isMap(node)) return node.flow === true ? '{' : undefined
  if (isSeq(node)) return node.flow === true ? '[' : undefined
  if (!isScalar(node)) return undefined
  return node.type === 'QUOTE_DOUBLE' ? '"' : node.type === 'QUOTE_SINGLE' ? "'" : undefined
}

/** Duplicate keys of mappings: the offset of the second one, with the key and the offset of the first. */
function doubledKeys(document: Document.Parsed): ReadonlyMap<number, { readonly key: string; readonly first: number }> {
  const doubled = new Map<number, { readonly key: string; readonly first: number }>()
  visit(document, {
    Map(_, map) {
      const seen = new Map<string, number>()
      for (const { key } of map.items) {
        if (!isScalar(key) || !key.range) continue
        const [at] = key.range
        const name = String(key.value)
        const first = seen.get(name)
        if (first === undefined) seen.set(name, at)
        else doubled.set(at, { key: name, first })
      }
    },
  })
  return doubled
}

/** The node at a path, or its nearest existing ancestor. */
export function nodeAt(
  document: Pick<Document, 'contents'> & Parameters<Alias['resolve']>[0],
  path: YamlPath,
): Node | undefined {
  let node: Node | undefined = document.contents ?? undefined
  for (const key of path) {
    const resolved: Node | undefined = isAlias(node) ? node.resolve(document) : node
    const next: unknown = isMap(resolved)
      ? resolved.items.find((pair) => isScalar(pair.key) && pair.key.value === key)?.value
      : isSeq(resolved) && typeof key === 'number'
        ? resolved.items[key]
        : undefined
    if (!isAlias(next) && !isScalar(next) && !isMap(next) && !isSeq(next)) return node
    node = next
  }
  return node
}

// A line may use one anchor in each of thousands of stages; texts that explode through nested aliases go far beyond.
const mostAliases = 20_000

/** The plain value of a document; undefined if its aliases cannot be resolved. */
export function plainValueOf(document: Document.Parsed): unknown {
  return plainOf(document, [])
}

function plainOf(document: Document.Parsed, findings: Finding[]): unknown {
  try {
    const value: unknown = document.toJS({ maxAliasCount: mostAliases })
    return narrow(value)
  } catch (error) {
    findings.push(syntaxFinding('ALIAS', error instanceof Error ? error.message : 'An alias cannot be followed', 1, 1))
    return undefined
  }
}

/** Turns bigints that a number holds exactly back into numbers. */
function narrow(value: unknown): unknown {
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : value
  if (Array.isArray(value)) return value.map(narrow)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, narrow(item)]))
}

const fixes: Readonly<Partial<Record<YamlReason, string>>> = {
  TAB_AS_INDENT: 'Indent with spaces instead of tabs',
  DUPLICATE_KEY: 'Keep one of the two keys',
  NON_STRING_KEY: 'Put a text with braces in quotes; render a template, such as a Helm chart, first',
  MULTIPLE_DOCS: 'Keep one document: remove what comes after the line ---',
}

// The parser's own words mention its functions or its stack; ours describe the text.
const ourWords: Readonly<Partial<Record<YamlReason, string>>> = {
  MULTIPLE_DOCS: 'There is more than one document',
  RESOURCE_EXHAUSTION: 'The text has too much in it to be read, or is nested too deeply',
}

/** Why a text is not YAML: the parser's error code, an unclosed quote or bracket, or an alias that cannot be resolved. */
export type YamlReason = ErrorCode | 'NOT_CLOSED' | 'ALIAS'

function syntaxFinding(reason: YamlReason, said: string, line: number, column: number): Finding {
  const fix = fixes[reason]
  const message = ourWords[reason] ?? said
  return {
    severity: 'error',
    code: 'yaml-syntax' satisfies FindingCode,
    message,
    args: { reason, message },
    ...(fix === undefined ? {} : { fix }),
    place: { line, column },
  }
}

const oldBooleans = /^(?:y|n|yes|no|on|off)$/i
const oldNumbers = /^[-+]?(?:0[0-7_]+|[1-9][0-9_]*_[0-9_]*|0b[01_]+|[1-9][0-9]*(?::[0-5]?[0-9])+)$/

/** Whether YAML 1.1, which Go programs still use, reads a plain text as something else. */
export function misreadByYaml11(text: string): boolean {
  return oldBooleans.test(text) || oldNumbers.test(text)
}

function surprises(document: Document.Parsed, lines: LineCounter): Finding[] {
  const findings: Finding[] = []
  visit(document, {
    Scalar: (key, node) => {
      if (key === 'key' || node.type !== 'PLAIN' || !misreadByYaml11(node.source ?? '')) return
      const at = lines.linePos(node.range?.[0] ?? 0)
      const text = node.source ?? ''
      findings.push({
        severity: 'warning',
        code: 'yaml-1-1' satisfies FindingCode,
        message: `Tools for YAML 1.1 read ${text} as something other than a text`,
        args: { text },
        fix: `Put it in quotes: "${text}"`,
        place: { line: at.line, column: at.col },
      })
    },
  })
  return findings
}
