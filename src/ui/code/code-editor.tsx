import { useEffect, useRef } from 'react'
import { assistEditor, assistModel } from './assist-providers.ts'
import { registerCue } from './cue-language.ts'
import { colourExpressions } from './expressions.ts'
import { monaco } from './monaco.ts'
import type { CodeViewProps } from './code-view.tsx'
import { smallestEdit } from './text-edit.ts'
import './code-view.css'

const severities = {
  error: monaco.MarkerSeverity.Error,
  warning: monaco.MarkerSeverity.Warning,
  info: monaco.MarkerSeverity.Info,
}

/** Monaco with one model; texts from outside come in as range edits, never by replacing the whole value. */
export function CodeEditor({
  label,
  text,
  language = 'yaml',
  readOnly = false,
  markers,
  lineMarks,
  highlight,
  reveal,
  onChange,
  onCursor,
  onUndo,
  onRedo,
  assist,
}: CodeViewProps) {
  const element = useRef<HTMLDivElement>(null)
  const editor = useRef<monaco.editor.IStandaloneCodeEditor>(undefined)
  const ownText = useRef(text)
  const handlers = useRef({ onChange, onCursor, onUndo, onRedo, assist })
  useEffect(() => {
    handlers.current = { onChange, onCursor, onUndo, onRedo, assist }
  })

  useEffect(() => {
    if (element.current === null) return undefined
    if (language === 'cue') registerCue()
    const model = monaco.editor.createModel(ownText.current, language)
    const opened = monaco.editor.create(element.current, {
      model,
      ariaLabel: label,
      readOnly,
      automaticLayout: true,
      fontFamily: getComputedStyle(document.documentElement).getPropertyValue('--mono'),
      fontSize: 12,
      lineHeight: 19,
      minimap: { enabled: false },
      bracketPairColorization: { enabled: false },
      guides: { bracketPairs: false },
      matchBrackets: 'never',
      scrollBeyondLastLine: false,
      renderLineHighlight: readOnly ? 'none' : 'line',
      lineNumbersMinChars: 3,
      folding: true,
      // A dimmed number at the end is too faint to be read.
      renderFinalNewline: 'on',
      tabSize: 2,
      wordWrap: 'off',
      // Tab leaves the editor where nothing can be typed, so that a keyboard is never trapped.
      tabFocusMode: readOnly,
      overviewRulerLanes: 0,
      wordBasedSuggestions: 'off',
      quickSuggestions: { strings: true, comments: false, other: true },
      fixedOverflowWidgets: true,
    })
    // The model has this option apart from its editor, and making an editor resets it: with it the whole text is read for its brackets
    // before the first line is painted, and YAML has few.
    model.updateOptions({ bracketColorizationOptions: { enabled: false, independentColorPoolPerBracketType: false } })
    editor.current = opened
    const currentAssist = () => handlers.current.assist
    const subscriptions = [
      assistModel(model, currentAssist),
      assistEditor(opened, currentAssist),
      colourExpressions(opened),
      model.onDidChangeContent(() => {
        const value = model.getValue()
        if (value === ownText.current) return
        ownText.current = value
        handlers.current.onChange?.(value)
      }),
      opened.onDidChangeCursorPosition(({ position }) =>
        handlers.current.onCursor?.(position.lineNumber, position.column),
      ),
    ]
    if (handlers.current.onUndo !== undefined) {
      // The document's history is the only one: canvas, form and text are undone together.
      opened.addCommand(monaco.KeyMod.CtrlCmd | monaco.KeyCode.KeyZ, () => handlers.current.onUndo?.())
      opened.addCommand(monaco.KeyMod.CtrlCmd | monaco.KeyMod.Shift | monaco.KeyCode.KeyZ, () =>
        handlers.current.onRedo?.(),
      )
      opened.addCommand(monaco.KeyMod.CtrlCmd | monaco.KeyCode.KeyY, () => handlers.current.onRedo?.())
    }
    return () => {
      for (const subscription of subscriptions) subscription.dispose()
      opened.dispose()
      model.dispose()
      editor.current = undefined
    }
  }, [label, language, readOnly])

  useEffect(() => {
    const model = editor.current?.getModel()
    const edit =
      model === null || model === undefined
        ? undefined
        : smallestEdit(model.getValue(monaco.editor.EndOfLinePreference.TextDefined), text)
    if (model === null || model === undefined || edit === undefined) return
    ownText.current = text
    const range = monaco.Range.fromPositions(model.getPositionAt(edit.from), model.getPositionAt(edit.to))
    model.applyEdits([{ range, text: edit.text }])
  }, [text])

  useEffect(() => {
    const model = editor.current?.getModel()
    if (model === null || model === undefined) return
    const shown = (markers ?? []).map(({ line, column = 1, endColumn, message, severity }) => ({
      startLineNumber: line,
      startColumn: column,
      endLineNumber: line,
      endColumn: endColumn ?? model.getLineMaxColumn(Math.min(line, model.getLineCount())),
      message,
      severity: severities[severity],
    }))
    monaco.editor.setModelMarkers(model, 'linewright', shown)
  }, [markers, text])

  useEffect(() => {
    if (lineMarks === undefined || editor.current === undefined) return undefined
    const texts = new Map(lineMarks.map((mark) => [mark.line, mark.text]))
    const widest = Math.max(0, ...lineMarks.map((mark) => mark.text.length))
    editor.current.updateOptions({
      // The text tells what the colour tells.
      lineNumbers: (line) => `${texts.get(line) ?? ''} ${String(line)}`,
      lineNumbersMinChars: 4 + widest,
    })
    const marked = editor.current.createDecorationsCollection(
      lineMarks.map(({ line, hue }) => ({
        range: new monaco.Range(line, 1, line, 1),
        options: { isWholeLine: true, linesDecorationsClassName: `lw-code-mark lw-code-mark-${String(hue)}` },
      })),
    )
    return () => marked.clear()
  }, [lineMarks])

  const from = highlight?.from
  const to = highlight?.to
  useEffect(() => {
    if (from === undefined || to === undefined || editor.current === undefined) return undefined
    const marked = editor.current.createDecorationsCollection([
      { range: new monaco.Range(from, 1, to, 1), options: { isWholeLine: true, className: 'lw-code-highlight' } },
    ])
    editor.current.revealLinesInCenterIfOutsideViewport(from, to)
    return () => marked.clear()
  }, [from, to])

  useEffect(() => {
    if (reveal === undefined || editor.current === undefined) return
    // Shown again at this moment, the editor does not know its size yet.
    editor.current.layout()
    editor.current.revealLineInCenter(reveal.line)
    editor.current.setPosition({ lineNumber: reveal.line, column: reveal.column ?? 1 })
    editor.current.focus()
  }, [reveal])

  return <div ref={element} className="lw-code" data-keys="own" />
}
