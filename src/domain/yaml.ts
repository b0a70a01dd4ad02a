import * as library from 'yaml'
import {
  isAlias,
  isCollection,
  isMap,
  isScalar,
  isSeq,
  Scalar,
  visit,
  YAMLParseError,
  type Alias,
  type Document,
  type ErrorCode,
  type Node,
  type YAMLMap,
} from 'yaml'

interface Options extends library.ParseOptions, library.DocumentOptions, library.SchemaOptions {
  /** The most tokens that are read; a key with its value on one line has seven. */
  readonly most?: number
}

/** More tokens than any document that people write; they take a quarter of a second to read. */
const mostOfOne = 150_000
/** For texts that may hold many documents or thousands of stages; takes two seconds to read. */
export const mostOfMany = 1_000_000
/** Limits the reported errors: otherwise the answer to an unreadable text would be larger than the text. */
const mostErrors = 100

/**
 * The library's parser without the parts that take minutes for a few kilobytes and would let anybody keep a server busy: it compares each key of a
 * mapping with all before it, searches all nodes for each alias, serializes a key that is a collection over and over, and copies a whole line into
 * each error. A text with too many tokens is refused.
 */
export function parseDocument(text: string, { most = mostOfOne, ...options }: Options = {}): Document.Parsed {
  return isTooMuch(text, most) ? refused() : checked(library.parseDocument(text, { ...options, ...ours }))
}

/** Parses all documents of a text; none if it is empty. */
export function parseAllDocuments(text: string, options: Options = {}): readonly Document.Parsed[] {
  const { most = mostOfMany, ...rest } = options
  return isTooMuch(text, most) ? [refused()] : [...library.parseAllDocuments(text, { ...rest, ...ours })].map(checked)
}

const ours = { uniqueKeys: false, prettyErrors: false } as const

function isTooMuch(text: string, most: number): boolean {
  // Each character makes two tokens at most: a plain scalar has a mark before it.
  if (text.length * 2 <= most) return false
  let count = 0
  for (const _ of new library.Lexer().lex(text)) if ((count += 1) > most) return true
  return false
}

function refused(): Document.Parsed {
  const document = library.parseDocument('')
  document.errors = [error([0], 'RESOURCE_EXHAUSTION', 'The text has too much in it to be read')]
  return document
}

/** Returns the value of a text; throws its first error with the line. */
export function parse(text: string): unknown {
  const document = parseDocument(text)
  const [first] = document.errors
  if (first === undefined) return document.toJS()
  const line = text.slice(0, first.pos[0]).split('\n').length
  throw new Error(`${first.message} at line ${line}`)
}

const lost = new WeakMap<object, readonly Alias[]>()

/** Returns the aliases that have no anchor before them. */
export function aliasesWithoutAnchor(document: object): readonly Alias[] {
  return lost.get(document) ?? []
}

/** Adds errors about keys to a document, and links each alias to its target. */
function checked(document: Document.Parsed): Document.Parsed {
  const errors: YAMLParseError[] = []
  const anchors = new Map<string, Node>()
  const unlinked: Alias[] = []
  visit(document, {
    Node(_, node, path) {
      if (isAlias(node)) {
        const target = anchors.get(node.source)
        // Readers go through values to their end, which a value within itself has not got.
        const isWithin = path.some((parent) => parent === target)
        if (isWithin) errors.push(error(node.range, 'BAD_ALIAS', 'An alias cannot stand within what it repeats'))
        link(node, isWithin ? undefined : target)
        if (target === undefined) unlinked.push(node)
        return
      }
      if (node.anchor !== undefined) anchors.set(node.anchor, node)
      if (isMap(node)) checkKeys(node, errors)
    },
  })
  lost.set(document, unlinked)
  document.errors = [...document.errors, ...errors.toSorted((a, b) => a.pos[0] - b.pos[0])].slice(0, mostErrors)
  return document
}

/** Links an alias to the last anchor of its name before it. */
function link(alias: Alias, target: Node | undefined): void {
  const resolve = alias.resolve.bind(alias)
  alias.resolve = (document, context) => {
    if (context === undefined) return isScalar(target) || isMap(target) || isSeq(target) ? target : undefined
    context.aliasResolveCache = target === undefined ? [] : [target]
    return resolve(document, context)
  }
}

function checkKeys(map: YAMLMap, errors: YAMLParseError[]): void {
  const seen = new Set<unknown>()
  for (const pair of map.items) {
    const { key } = pair
    if (isCollection(key)) {
      errors.push(error(key.range, 'NON_STRING_KEY', 'A key has to be a text'))
      pair.key = Object.assign(new Scalar(''), { range: key.range })
    } else if (isScalar(key)) {
      if (seen.has(key.value)) errors.push(error(key.range, 'DUPLICATE_KEY', 'Map keys must be unique'))
      seen.add(key.value)
    }
  }
}

function error(range: Node['range'] | readonly [number], code: ErrorCode, message: string): YAMLParseError {
  const [start] = range ?? [0]
  return new YAMLParseError([start, start + 1], code, message)
}
