// The package's public entry for suggestions only includes inline ones.
import 'monaco-editor/editor/contrib/suggest/browser/suggestController'
import 'monaco-editor/features/codeAction/register'
import 'monaco-editor/features/contextmenu/register'
import type { CodeAssist, CodeCompletion } from './assist.ts'
import { monaco } from './monaco.ts'

type Current = () => CodeAssist | undefined

const assists = new WeakMap<monaco.editor.ITextModel, Current>()
const served = new Set<string>()

const completionKinds = {
  key: monaco.languages.CompletionItemKind.Property,
  value: monaco.languages.CompletionItemKind.Value,
  reference: monaco.languages.CompletionItemKind.Variable,
  module: monaco.languages.CompletionItemKind.Module,
} as const satisfies Record<CodeCompletion['kind'], number>

/** Monaco registers providers by language, so these look up the assistant of the model. */
export function assistModel(model: monaco.editor.ITextModel, current: Current): monaco.IDisposable {
  assists.set(model, current)
  const language = model.getLanguageId()
  if (!served.has(language)) {
    served.add(language)
    serve(language)
  }
  return { dispose: () => assists.delete(model) }
}

/** Adds the editor's own commands: ask about a line, go to a definition, format. */
export function assistEditor(editor: monaco.editor.IStandaloneCodeEditor, current: Current): monaco.IDisposable {
  const first = current()
  const actions: monaco.IDisposable[] = []
  function at(run: (assist: CodeAssist, model: monaco.editor.ITextModel, position: monaco.Position) => void): void {
    const [assist, model, position] = [current(), editor.getModel(), editor.getPosition()]
    if (assist !== undefined && model !== null && position !== null) run(assist, model, position)
  }
  if (first?.ask !== undefined)
    actions.push(
      editor.addAction({
        id: 'linewright.ask',
        label: first.ask.title,
        keybindings: [monaco.KeyCode.F12, monaco.KeyCode.Enter],
        precondition: 'editorReadonly',
        contextMenuGroupId: 'navigation',
        run: () => at((assist, _model, position) => assist.ask?.run(position.lineNumber)),
      }),
    )
  if (first?.definition !== undefined)
    actions.push(
      editor.addAction({
        id: 'linewright.definition',
        label: first.definition.title,
        keybindings: [monaco.KeyCode.F12],
        contextMenuGroupId: 'navigation',
        run: () => at((assist, model, position) => assist.definition?.open(textOf(model), model.getOffsetAt(position))),
      }),
      editor.onMouseDown(({ event, target }) => {
        const [assist, model] = [current(), editor.getModel()]
        if (!(event.ctrlKey || event.metaKey) || target.position === null || model === null) return
        assist?.definition?.open(textOf(model), model.getOffsetAt(target.position))
      }),
    )
  if (first?.format !== undefined)
    actions.push(
      editor.addAction({
        id: 'linewright.format',
        label: first.format.title,
        keybindings: [monaco.KeyMod.Shift | monaco.KeyMod.Alt | monaco.KeyCode.KeyF],
        contextMenuGroupId: '1_modification',
        precondition: '!editorReadonly',
        async run() {
          const [assist, model] = [current(), editor.getModel()]
          const text = model === null ? undefined : await assist?.format?.run(textOf(model))
          if (model === null || text === undefined || text === textOf(model)) return
          editor.executeEdits('linewright', [{ range: model.getFullModelRange(), text }])
        },
      }),
    )
  return { dispose: () => actions.forEach((action) => action.dispose()) }
}

function textOf(model: monaco.editor.ITextModel): string {
  return model.getValue(monaco.editor.EndOfLinePreference.TextDefined)
}

function rangeOf(model: monaco.editor.ITextModel, from: number, to: number): monaco.Range {
  return monaco.Range.fromPositions(model.getPositionAt(from), model.getPositionAt(to))
}

function serve(language: string): void {
  monaco.languages.registerCompletionItemProvider(language, {
    triggerCharacters: [' ', ':', '/', '(', '.', '-', '"'],
    provideCompletionItems(model, position) {
      const found = assists.get(model)?.()?.complete?.(textOf(model), model.getOffsetAt(position)) ?? []
      return {
        suggestions: found.map((item, index) => ({
          label: item.detail === undefined ? item.label : { label: item.label, description: item.detail },
          kind: completionKinds[item.kind],
          insertText: item.insert,
          range: rangeOf(model, item.from, item.to),
          sortText: String(index).padStart(5, '0'),
          filterText: item.label,
          ...(item.isPreferred === true ? { preselect: true } : {}),
          ...(item.doc === undefined ? {} : { documentation: { value: item.doc } }),
        })),
      }
    },
  })
  monaco.languages.registerHoverProvider(language, {
    provideHover(model, position) {
      const found = assists.get(model)?.()?.hover?.(textOf(model), model.getOffsetAt(position))
      if (found === undefined) return undefined
      return { range: rangeOf(model, found.from, found.to), contents: [{ value: found.markdown, supportHtml: false }] }
    },
  })
  monaco.languages.registerCodeActionProvider(
    language,
    {
      provideCodeActions(model, range, context) {
        const [from, to] = [range.getStartPosition(), range.getEndPosition()].map((at) => model.getOffsetAt(at))
        const fixes =
          assists
            .get(model)?.()
            ?.fixes?.(textOf(model), from ?? 0, to ?? 0) ?? []
        return {
          actions: fixes.map((fix) => ({
            title: fix.title,
            kind: 'quickfix',
            diagnostics: [...context.markers],
            isPreferred: fix.isPreferred ?? false,
            edit: {
              edits: fix.edits.map((edit) => ({
                resource: model.uri,
                versionId: model.getVersionId(),
                textEdit: { range: rangeOf(model, edit.from, edit.to), text: edit.text },
              })),
            },
          })),
          dispose: () => undefined,
        }
      },
    },
    { providedCodeActionKinds: ['quickfix'] },
  )
}
