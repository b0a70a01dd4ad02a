import { isMap, isSeq, LineCounter, type Document, type Node } from 'yaml'
import { parseAllDocuments } from '../yaml.ts'
import type { Finding } from '../problem.ts'
import { plainValueOf, syntaxFindings, yamlOptions } from './yaml-text.ts'

/** One object of a text as Kubernetes tools read it, with its own source text. */
export interface YamlObject {
  readonly text: string
  readonly value: unknown
}

/**
 * Splits a text into its objects: its documents, and the items of lists (`List`, `PipelineList`), each with its comments and formatting. Skips empty
 * documents. Findings report invalid YAML at its place in the whole text.
 */
export function yamlObjects(text: string): {
  readonly objects: readonly YamlObject[]
  readonly findings: readonly Finding[]
} {
  const lines = new LineCounter()
  const documents = parseAllDocuments(text, { ...yamlOptions, lineCounter: lines })
  if (!Array.isArray(documents)) return { objects: [], findings: [] }
  let from = 0
  const objects = documents.flatMap((document): readonly YamlObject[] => {
    const own = documents.length === 1 ? text : text.slice(from, document.range[2]).replace(/^---[ \t]*\r?\n/, '')
    from = document.range[2]
    const value = plainValueOf(document)
    if (value === null || value === undefined) return []
    return itemsOf(text, document, value) ?? [{ text: own, value }]
  })
  return { objects, findings: documents.flatMap((document) => syntaxFindings(document, lines)) }
}

function itemsOf(text: string, { contents }: Document.Parsed, value: unknown): readonly YamlObject[] | undefined {
  if (!isMap(contents) || typeof value !== 'object' || value === null || !('kind' in value) || !('items' in value))
    return undefined
  const list: unknown = contents.get('items', true)
  const { kind, items } = value
  if (typeof kind !== 'string' || !kind.endsWith('List') || !isSeq<Node>(list) || !Array.isArray(items))
    return undefined
  return list.items.map((item, index) => ({ text: dedented(text, item), value: items[index] }))
}

/** A value's text on its own: removes the first line's indentation from the following lines. */
function dedented(text: string, { range }: Node): string {
  const [start, end] = range ?? [0, 0]
  const indent = start - (text.lastIndexOf('\n', start - 1) + 1)
  const own = text.slice(start, end).replaceAll(new RegExp(`^ {${String(indent)}}`, 'gm'), '')
  return own.endsWith('\n') ? own : `${own}\n`
}
