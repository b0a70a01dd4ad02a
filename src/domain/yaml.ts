import * as library from 'yaml'
import { isMap, isPair, isScalar, isSeq, YAMLParseError, type Document } from 'yaml'

type Options = library.ParseOptions & library.DocumentOptions & library.SchemaOptions

/**
 * The library's readers, but for how a key that is there twice is found: by itself the library compares each key with all before it, and a
 * mapping of 100,000 keys, which a megabyte holds, keeps a server busy for minutes.
 */
export function parseDocument(text: string, options: Options = {}): Document.Parsed {
  return withDoubledKeys(library.parseDocument(text, { ...options, uniqueKeys: false }))
}

/** All documents of a text; none where it is empty. */
export function parseAllDocuments(text: string, options: Options = {}): readonly Document.Parsed[] {
  return [...library.parseAllDocuments(text, { ...options, uniqueKeys: false })].map(withDoubledKeys)
}

/** The value of a text; throws what is wrong with it, with its place. */
export function parse(text: string): unknown {
  const document = parseDocument(text)
  const [first] = document.errors
  if (first !== undefined) {
    const line = text.slice(0, first.pos[0]).split('\n').length
    throw new Error(first.linePos === undefined ? `${first.message} at line ${line}` : first.message)
  }
  return document.toJS()
}

/** Adds each key that its mapping has twice to what is wrong with a document. */
function withDoubledKeys(document: Document.Parsed): Document.Parsed {
  const doubled: YAMLParseError[] = []
  const open: unknown[] = [document.contents]
  while (open.length > 0) {
    const node = open.pop()
    if (isPair(node)) open.push(node.key, node.value)
    else if (isSeq(node)) for (const item of node.items) open.push(item)
    else if (isMap(node)) {
      const seen = new Set<unknown>()
      for (const { key, value } of node.items) {
        open.push(key, value)
        if (!isScalar(key)) continue
        if (seen.has(key.value))
          doubled.push(new YAMLParseError(placeOf(key), 'DUPLICATE_KEY', 'Map keys must be unique'))
        seen.add(key.value)
      }
    }
  }
  document.errors.push(...doubled)
  if (doubled.length > 0) document.errors.sort((a, b) => a.pos[0] - b.pos[0])
  return document
}

function placeOf({ range }: library.Scalar): [number, number] {
  const [start] = range ?? [0]
  return [start, start + 1]
}
