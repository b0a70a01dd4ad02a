import { useEffect, useRef } from 'react'
import type { CodeViewProps } from './code-props.ts'
import { monaco } from './monaco.ts'
import { isClosed, type OpenEditor } from './open-editor.ts'

const severities = {
  error: monaco.MarkerSeverity.Error,
  warning: monaco.MarkerSeverity.Warning,
  info: monaco.MarkerSeverity.Info,
}

/** Underlines findings. */
export function useMarkers(opened: OpenEditor | undefined, markers: CodeViewProps['markers'], text: string): void {
  useEffect(() => {
    if (opened === undefined || isClosed(opened)) return
    const { model } = opened
    const shown = (markers ?? []).map(({ line, column = 1, endColumn, message, severity }) => ({
      startLineNumber: line,
      startColumn: column,
      endLineNumber: line,
      endColumn: endColumn ?? model.getLineMaxColumn(Math.min(line, model.getLineCount())),
      message,
      severity: severities[severity],
    }))
    monaco.editor.setModelMarkers(model, 'linewright', shown)
  }, [opened, markers, text])
}

/** Colours lines by where they come from, and says it before their numbers. */
export function useLineMarks(opened: OpenEditor | undefined, lineMarks: CodeViewProps['lineMarks']): void {
  useEffect(() => {
    if (lineMarks === undefined || opened === undefined || isClosed(opened)) return undefined
    const texts = new Map(lineMarks.map((mark) => [mark.line, mark.text]))
    const widest = Math.max(0, ...lineMarks.map((mark) => mark.text.length))
    opened.editor.updateOptions({
      // The mark's text, since its colour alone would not do.
      lineNumbers: (line) => `${texts.get(line) ?? ''} ${String(line)}`,
      lineNumbersMinChars: 4 + widest,
    })
    const marked = opened.editor.createDecorationsCollection(
      lineMarks.map(({ line, hue }) => ({
        range: new monaco.Range(line, 1, line, 1),
        options: { isWholeLine: true, linesDecorationsClassName: `lw-code-mark lw-code-mark-${String(hue)}` },
      })),
    )
    return () => marked.clear()
  }, [opened, lineMarks])
}

/** Lights up some lines, and scrolls to them if they are out of sight. */
export function useHighlight(opened: OpenEditor | undefined, highlight: CodeViewProps['highlight']): void {
  const from = highlight?.from
  const to = highlight?.to
  useEffect(() => {
    if (from === undefined || to === undefined || opened === undefined || isClosed(opened)) return undefined
    const marked = opened.editor.createDecorationsCollection([
      { range: new monaco.Range(from, 1, to, 1), options: { isWholeLine: true, className: 'lw-code-highlight' } },
    ])
    opened.editor.revealLinesInCenterIfOutsideViewport(from, to)
    return () => marked.clear()
  }, [opened, from, to])
}

/** Moves the cursor to a place, once for each place that is given. */
export function useReveal(opened: OpenEditor | undefined, reveal: CodeViewProps['reveal']): void {
  const revealed = useRef<CodeViewProps['reveal']>(undefined)
  useEffect(() => {
    if (reveal === undefined || opened === undefined || isClosed(opened) || revealed.current === reveal) return
    revealed.current = reveal
    // When it is shown again, the editor does not know its size yet.
    const { editor } = opened
    editor.layout()
    editor.revealLineInCenter(reveal.line)
    editor.setPosition({ lineNumber: reveal.line, column: reveal.column ?? 1 })
    editor.focus()
  }, [opened, reveal])
}
