import { z } from 'zod'
import { useEditorState } from '#client/change-set/use-editor-state.ts'
import { draftedText, editText } from '#client/change-set/editor.ts'
import { openYaml } from '#domain/line/yaml-text.ts'
import { readParameterSet } from '#domain/parameters/read-parameter-set.ts'
import { type Scope, scopeDocument } from '#domain/parameters/scope.ts'
import { ok } from '#domain/result.ts'
import { useDocumentWords } from '#parts/document-words.ts'
import { useFindingWords } from '#parts/findings/use-finding-words.ts'
import { useTyped } from '#parts/use-typed.ts'
import { CodeView } from '#ui/code/code-view.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { parametersMessages } from '../messages.ts'
import { useValues } from '../values-context.ts'

/** The YAML document of a scope, with its comments and order. */
export function RawValues({ scope }: { readonly scope: Scope }) {
  const t = useMessages(parametersMessages)
  const words = useFindingWords()
  const { editor, editable, apply } = useValues()
  const state = useEditorState(editor)
  const id = scopeDocument(scope)
  const name = useDocumentWords()(id)
  const text = draftedText(state, id) ?? ''
  const [broken, setBroken] = useTyped(`text ${id}`, z.string().optional(), undefined)
  const { findings } = readParameterSet(broken ?? text)
  const isRead = openYaml(broken ?? text).findings.every(({ severity }) => severity !== 'error')
  const [first] = findings
  return (
    <div className="lw-values-raw">
      <CodeView
        label={name}
        text={broken ?? text}
        readOnly={!editable}
        markers={findings.map((finding) => ({
          line: finding.place.line ?? 1,
          column: finding.place.column ?? 1,
          severity: finding.severity,
          message: [words.said(finding), words.fix(finding) ?? ''].join('\n').trim(),
        }))}
        onUndo={editor.undo}
        onRedo={editor.redo}
        onChange={(next) => {
          // Broken YAML stays in the editor only, so that values do not disappear while somebody is typing.
          const isBroken = openYaml(next).findings.some(({ severity }) => severity === 'error')
          setBroken(isBroken ? next : undefined)
          if (!isBroken)
            apply(
              t('stepText', { name }),
              editText(state, id, () => ok(next)),
              `text ${id}`,
            )
        }}
      />
      {first === undefined ? null : (
        <p role="alert" className="lw-field-error lw-pad">
          {isRead
            ? t('rawFinding', { line: first.place.line ?? 1, message: words.said(first), fix: words.fix(first) ?? '' })
            : t('brokenYaml')}
        </p>
      )}
    </div>
  )
}
