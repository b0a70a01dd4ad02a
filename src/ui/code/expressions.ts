import type { monaco } from './monaco.ts'

const expression = String.raw`\$\([^()]*\)`

/** Colours `$(...)` in the visible lines. By decorations, since the language's tokenizer sees plain text there. */
export function colourExpressions(editor: monaco.editor.IStandaloneCodeEditor): monaco.IDisposable {
  const shown = editor.createDecorationsCollection()
  function colour(): void {
    const model = editor.getModel()
    const found = editor
      .getVisibleRanges()
      .flatMap((range) => model?.findMatches(expression, range, true, true, null, false) ?? [])
    shown.set(found.map(({ range }) => ({ range, options: { inlineClassName: 'lw-code-expression' } })))
  }
  const heard = [
    editor.onDidChangeModelContent(colour),
    editor.onDidScrollChange(colour),
    editor.onDidLayoutChange(colour),
  ]
  colour()
  return { dispose: () => heard.forEach((one) => one.dispose()) }
}
