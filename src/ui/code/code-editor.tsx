import { useEffect, useRef, useState } from 'react'
import { useMessages } from '../i18n/use-messages.tsx'
import { codeMessages } from './code-messages.ts'
import type { CodeViewProps } from './code-props.ts'
import { monaco } from './monaco.ts'
import { type OpenEditor, openEditor } from './open-editor.ts'
import { PlainCode } from './plain-code.tsx'
import { smallestEdit, withOneEnding } from './text-edit.ts'
import './code-view.css'

const severities = {
  error: monaco.MarkerSeverity.Error,
  warning: monaco.MarkerSeverity.Warning,
  info: monaco.MarkerSeverity.Info,
}

/** A new label, as after switching the language, makes a new editor; late events of the old one are ignored. */
function isClosed({ model }: OpenEditor): boolean {
  return model.isDisposed()
}

/** Monaco with one model. Outside changes are applied as range edits, never by replacing the whole value. */
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
  const t = useMessages(codeMessages)
  // For screen readers as part of the label, and visible below the editor.
  const leave = t('leave')
  const element = useRef<HTMLDivElement>(null)
  const [opened, setOpened] = useState<OpenEditor>()
  const ownText = useRef(text)
  const handlers = useRef({ onChange, onCursor, onUndo, onRedo, assist })
  useEffect(() => {
    handlers.current = { onChange, onCursor, onUndo, onRedo, assist }
  })

  useEffect(() => {
    if (element.current === null) return undefined
    const name = readOnly ? label : `${label}. ${leave}`
    return openEditor(element.current, { label: name, language, readOnly }, handlers, ownText, setOpened)
  }, [label, leave, language, readOnly])

  useEffect(() => {
    if (opened === undefined || isClosed(opened)) return
    const { model } = opened
    const edit = smallestEdit(model.getValue(), withOneEnding(text, model.getEOL()))
    ownText.current = text
    if (edit === undefined) return
    const range = monaco.Range.fromPositions(model.getPositionAt(edit.from), model.getPositionAt(edit.to))
    model.applyEdits([{ range, text: edit.text }])
  }, [opened, text])

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

  // `nokey` is React Flow's class for leaving keys alone, or a board on the page would take typed spaces.
  return (
    <div ref={element} className="lw-code nokey">
      {opened === undefined ? <PlainCode label={label} text={text} /> : null}
      {readOnly ? null : (
        <span className="lw-code-leave" aria-hidden>
          {leave}
        </span>
      )}
    </div>
  )
}
