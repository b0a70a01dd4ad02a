import { isAlias, visit, YAMLParseError, type Document, type Node } from 'yaml'
import { saidBy } from './said-by.ts'

/**
 * Adds to what is wrong with a document what its values cannot be read for: an alias that has no anchor before it, and aliases of aliases that grow
 * without end. The library throws for both, once it is asked for the values.
 */
export function checkAliases<Checked extends Document.Parsed>(document: Checked): Checked {
  const anchors = new Set<string>()
  let first: Node['range'] = undefined
  visit(document, {
    Node(_, node) {
      if (!isAlias(node)) {
        if (node.anchor !== undefined) anchors.add(node.anchor)
        return
      }
      first ??= node.range
      if (!anchors.has(node.source)) report(document, node.range, `There is no anchor "${node.source}" for this alias`)
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
