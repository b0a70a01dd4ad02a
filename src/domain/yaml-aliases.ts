import { visit, YAMLParseError, type Document, type Node } from 'yaml'
import { saidBy } from './said-by.ts'
import { aliasesWithoutAnchor } from './yaml.ts'

/**
 * Adds the errors that prevent reading the values of a document: aliases without an anchor before them, and aliases of aliases that grow without end.
 * The library throws for both, but only when the values are read.
 */
export function checkAliases<Checked extends Document.Parsed>(document: Checked): Checked {
  for (const { range, source } of aliasesWithoutAnchor(document))
    report(document, range, `There is no anchor "${source}" for this alias`)
  let first: Node['range'] = undefined
  visit(document, {
    Alias(_, { range }) {
      first = range
      return visit.BREAK
    },
  })
  if (first === undefined || document.errors.length > 0) return document
  try {
    document.toJS()
  } catch (error) {
    report(document, first, saidBy(error))
  }
  return document
}

function report(document: Document.Parsed, range: Node['range'], message: string): void {
  const [start, end] = range ?? [0, 1]
  document.errors.push(new YAMLParseError([start, end], 'BAD_ALIAS', message))
}
