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

type Options = library.ParseOptions & library.DocumentOptions & library.SchemaOptions

/**
 * The library's readers, but for what takes them minutes with texts of a few kilobytes, so that nobody can keep a server busy: each key of a
 * mapping is compared with all before it, each alias is looked for among all others, and a key that is a collection is written as a text
 * over and over.
 */
export function parseDocument(text: string, options: Options = {}): Document.Parsed {
  return checked(library.parseDocument(text, { ...options, uniqueKeys: false }))
}

/** All documents of a text; none where it is empty. */
export function parseAllDocuments(text: string, options: Options = {}): readonly Document.Parsed[] {
  return [...library.parseAllDocuments(text, { ...options, uniqueKeys: false })].map(checked)
}

/** The value of a text; throws what is wrong with it, with its place. */
export function parse(text: string): unknown {
  const document = parseDocument(text)
  const [first] = document.errors
  if (first === undefined) return document.toJS()
  const line = text.slice(0, first.pos[0]).split('\n').length
  throw new Error(first.linePos === undefined ? `${first.message} at line ${line}` : first.message)
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
  document.errors = [...document.errors, ...errors.toSorted((a, b) => a.pos[0] - b.pos[0])]
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

function error(range: Node['range'], code: ErrorCode, message: string): YAMLParseError {
  const [start] = range ?? [0]
  return new YAMLParseError([start, start + 1], code, message)
}
