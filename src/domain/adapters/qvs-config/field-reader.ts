import { isMap, isScalar, isSeq, type Document, type LineCounter, type Node, type Pair, type YAMLMap } from 'yaml'
import type { FindingCode, QvsFindingCode } from '../../finding-codes.ts'
import type { Finding } from '../../problem.ts'

/** 1-based. */
export interface TextPosition {
  readonly line: number
  readonly column: number
}

type Severity = Finding['severity']

/** A code with its English sentence, and the arguments for other languages. */
export interface Said {
  readonly code: QvsFindingCode
  readonly message: string
  readonly [arg: string]: string
}

/** Reads fields of a parsed text; values of the wrong form are left out and become findings at their place. */
export function createFieldReader(document: Document.Parsed, lines: LineCounter) {
  const findings: Finding[] = []
  const hasBrokenAlias = document.errors.some(({ code }) => code === 'BAD_ALIAS')

  function position(offset: number): TextPosition {
    const { line, col } = lines.linePos(offset)
    return { line: Math.max(1, line), column: Math.max(1, col) }
  }

  function note(severity: Severity, said: Said, at: TextPosition, path = '', fix?: string): void {
    const { code, message, ...args } = said
    findings.push({
      severity,
      code: `qvs-${code}` satisfies FindingCode,
      message,
      args: { path, ...args },
      place: { line: at.line, column: at.column, ...(path === '' ? {} : { path }) },
      ...(fix === undefined ? {} : { fix }),
    })
  }

  function report(severity: Severity, said: Said, offset: number, path = '', fix?: string): void {
    note(severity, said, position(offset), path, fix)
  }

  function startOf(node: unknown): number {
    if (isScalar(node) || isMap(node) || isSeq(node)) return node.range?.[0] ?? 0
    return 0
  }

  function keyOf(pair: Pair): string {
    return isScalar(pair.key) ? String(pair.key.value) : ''
  }

  function resolve(node: unknown): unknown {
    return document.contents === null ? node : isAliasLike(node) ? node.resolve(document) : node
  }

  /** The pairs of a map, including those from merge keys (`<<`); its own pairs take precedence. */
  function pairsOf(map: YAMLMap): readonly Pair[] {
    const own = map.items.filter((pair) => !isMergeKey(pair))
    if (own.length === map.items.length) return own
    const merged = map.items.filter(isMergeKey).flatMap(({ value }) => {
      const from = resolve(value)
      return (isSeq(from) ? from.items.map(resolve) : [from]).flatMap((one) => (isMap(one) ? pairsOf(one) : []))
    })
    const pairs = new Map([...own, ...merged].toReversed().map((pair) => [keyOf(pair), pair]))
    return [...pairs.values()].toReversed()
  }

  function field(map: YAMLMap, ...names: readonly string[]): Pair | undefined {
    return pairsOf(map).find((pair) => names.includes(keyOf(pair)))
  }

  function textAt(map: YAMLMap, path: string, ...names: readonly string[]): string | undefined {
    const pair = field(map, ...names)
    if (pair === undefined) return undefined
    const value = resolve(pair.value)
    if (isScalar(value) && (typeof value.value === 'string' || typeof value.value === 'number'))
      return String(value.source ?? value.value).trim()
    report(
      'error',
      { code: 'not-text', message: `${path}.${names[0]} must be a text` },
      startOf(value) || startOf(pair.key),
      `${path}.${names[0]}`,
    )
    return undefined
  }

  function rejectUnknown(map: YAMLMap, path: string, known: readonly string[]): void {
    for (const pair of pairsOf(map)) {
      const name = keyOf(pair)
      if (name !== '' && !known.includes(name)) {
        const where = path === '' ? name : `${path}.${name}`
        const message = `${where} is not a key of a QVS Config and is ignored`
        report('warning', { code: 'unknown-key', message }, startOf(pair.key), where)
      }
    }
  }

  function items(root: YAMLMap, ...names: readonly string[]): { map: YAMLMap; path: string }[] {
    const pair = field(root, ...names)
    const value = resolve(pair?.value)
    if (pair === undefined || value === null || value === undefined || (isScalar(value) && value.value === null))
      return []
    if (!isSeq(value)) {
      report('error', { code: 'not-a-list', message: `${names[0]} must be a list` }, startOf(value), names[0] ?? '')
      return []
    }
    return value.items.flatMap((item, index) => {
      const path = `${names[0]}[${index}]`
      const map = resolve(item)
      if (isMap(map)) return [{ map, path }]
      report('error', { code: 'not-a-map', message: `${path} must hold keys and values` }, startOf(map), path)
      return []
    })
  }

  function values(map: YAMLMap, path: string, ...names: readonly string[]) {
    const pair = field(map, ...names)
    const value = resolve(pair?.value)
    const empty = { values: {}, places: {} }
    if (pair === undefined || value === undefined || (isScalar(value) && value.value === null)) return empty
    if (!isMap(value)) {
      const message = `${path}.${names[0]} must hold keys and values`
      report('error', { code: 'not-a-map', message }, startOf(value), `${path}.${names[0]}`)
      return empty
    }
    const pairs = pairsOf(value)
    const places = Object.fromEntries(pairs.map((item) => [keyOf(item), position(startOf(item.key))]))
    const plain = Object.fromEntries(pairs.map((item) => [keyOf(item), plainValue(item.value)]))
    return { values: plain, places }
  }

  function plainValue(node: unknown): unknown {
    const found = resolve(node)
    // The document's errors already include aliases that cannot be resolved.
    if (!isNodeLike(found) || hasBrokenAlias) return null
    return found.toJS(document) ?? null
  }

  return { findings, position, note, report, startOf, resolve, field, textAt, rejectUnknown, items, values }
}

export type FieldReader = ReturnType<typeof createFieldReader>

function isMergeKey({ key }: Pair): boolean {
  return isScalar(key) && (key.value === '<<' || (typeof key.value === 'symbol' && key.value.description === '<<'))
}

function isAliasLike(node: unknown): node is { resolve(document: Document): unknown } {
  return typeof node === 'object' && node !== null && 'resolve' in node && typeof node.resolve === 'function'
}

function isNodeLike(node: unknown): node is Node {
  return isScalar(node) || isMap(node) || isSeq(node)
}
