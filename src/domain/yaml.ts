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
  /** How many words and marks are read at most; a key with its value on one line has seven. */
  readonly most?: number
}

/** More than any document that people write; it is read in a quarter of a second. */
const mostOfOne = 150_000
/** For what many documents or thousands of stages may stand in; it is read in two seconds. */
export const mostOfMany = 1_000_000
/** What is wrong is told so many times: a text of which nothing can be read would be an answer larger than itself. */
const mostErrors = 100

/**
 * The library's readers, but for what takes them minutes with texts of a few kilobytes, so that nobody can keep a server busy: each key of a
 * mapping is compared with all before it, each alias is looked for among all others, a key that is a collection is written as a text
 * over and over, and with each error goes a copy of its line, however long that is. A text with too much in it is not read.
 */
export function parseDocument(text: string, { most = mostOfOne, ...options }: Options = {}): Document.Parsed {
  return isTooMuch(text, most) ? refused() : checked(library.parseDocument(text, { ...options, ...ours }))
}

/** All documents of a text; none where it is empty. */
export function parseAllDocuments(text: string, options: Options = {}): readonly Document.Parsed[] {
  const { most = mostOfMany, ...rest } = options
  return isTooMuch(text, most) ? [refused()] : [...library.parseAllDocuments(text, { ...rest, ...ours })].map(checked)
}

const ours = { uniqueKeys: false, prettyErrors: false } as const

function isTooMuch(text: string, most: number): boolean {
  // Each character is two at most: a plain text has a mark before it.
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

/** The value of a text; throws what is wrong with it, with its place. */
export function parse(text: string): unknown {
  const document = parseDocument(text)
  const [first] = document.errors
  if (first === undefined) return document.toJS()
  const line = text.slice(0, first.pos[0]).split('\n').length
  throw new Error(`${first.message} at line ${line}`)
}

const lost = new WeakMap<object, readonly Alias[]>()

/** Aliases that stand for nothing: there is no anchor before them. */
export function aliasesWithoutAnchor(document: object): readonly Alias[] {
  return lost.get(document) ?? []
}

/** Adds wrong keys to what is wrong with a document, and tells each alias what it stands for. */
function checked(document: Document.Parsed): Document.Parsed {
  const errors: YAMLParseError[] = []
  const anchors = new Map<string, Node>()
  const unlinked: Alias[] = []
  visit(document, {
    Node(_, node) {
      if (isAlias(node)) {
        const target = anchors.get(node.source)
        link(node, target)
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

/** The anchor of its name that was last before it. */
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
