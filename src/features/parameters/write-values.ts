import { type Edit, type EditorState, editText, inOrder } from '#client/change-set/editor.ts'
import { parseParameterSet, removeSecretReference, setSecretReference } from '#domain/parameters/parameter-set.ts'
import { scopeDocument } from '#domain/parameters/scope.ts'
import { setParameters } from '#domain/parameters/set-many.ts'
import type { SheetRow } from '#domain/parameters/sheet-rows.ts'
import type { ValueChange } from './values-context.ts'

/** Writes values. Each document is edited once, however many of its values change. */
export function writeValues(state: Pick<EditorState, 'bases'>, changes: readonly ValueChange[]): Edit {
  const texts = new Map<string, ValueChange[]>()
  const secrets: Edit[] = []
  for (const { row, scope, value } of changes) {
    const document = scopeDocument(scope)
    if (row.isSecret) {
      secrets.push(
        editText(state, document, (text) =>
          value === undefined
            ? removeSecretReference(text, storedName(row, namesOfSecrets(text)))
            : setSecretReference(text, row.name, value),
        ),
      )
      continue
    }
    const known = texts.get(document)
    if (known === undefined) texts.set(document, [{ row, scope, value }])
    else known.push({ row, scope, value })
  }
  const edits = [...texts].map(([document, values]) =>
    editText(state, document, (text) => setParameters(text, valuesByName(text, values), state.bases[document]?.text)),
  )
  return inOrder(...edits, ...secrets)
}

function valuesByName(text: string, changes: readonly ValueChange[]): ReadonlyMap<string, string | undefined> {
  const stored = new Set(Object.keys(parseParameterSet(text).config))
  return new Map(changes.map(({ row, value }) => [value === undefined ? storedName(row, stored) : row.name, value]))
}

/** The name under which a value to be cleared is stored; a lifted parameter may have inherited the original's. */
function storedName({ name, originalName = name }: SheetRow, stored: ReadonlySet<string>): string {
  return stored.has(name) ? name : originalName
}

function namesOfSecrets(text: string): ReadonlySet<string> {
  return new Set(parseParameterSet(text).secrets.map((secret) => secret.name))
}
