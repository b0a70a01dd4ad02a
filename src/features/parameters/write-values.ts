import { type Edit, type EditorState, editText, inOrder } from '#client/change-set/editor.ts'
import { removeSecretReference, setSecretReference } from '#domain/parameters/parameter-set.ts'
import { scopeDocument } from '#domain/parameters/scope.ts'
import { setParameters } from '#domain/parameters/set-many.ts'
import type { ValueChange } from './values-context.ts'

/** The edit that writes values: each document is rewritten once, however many of its values change. */
export function writeValues(state: Pick<EditorState, 'bases'>, changes: readonly ValueChange[]): Edit {
  const texts = new Map<string, Map<string, string | undefined>>()
  const secrets: Edit[] = []
  for (const { row, scope, value } of changes) {
    const document = scopeDocument(scope)
    if (row.isSecret) {
      secrets.push(
        editText(state, document, (text) =>
          value === undefined ? removeSecretReference(text, row.name) : setSecretReference(text, row.name, value),
        ),
      )
      continue
    }
    const known = texts.get(document) ?? new Map<string, string | undefined>()
    texts.set(document, known.set(row.name, value))
  }
  const edits = [...texts].map(([document, values]) => editText(state, document, (text) => setParameters(text, values)))
  return inOrder(...edits, ...secrets)
}
