import { useEffect, useRef, useState } from 'react'
import { useMessages } from '../i18n/use-messages.tsx'
import { codeMessages } from './code-messages.ts'
import type { CodeViewProps } from './code-props.ts'
import { monaco } from './monaco.ts'
import { isClosed, type OpenEditor, openEditor } from './open-editor.ts'
import { PlainCode } from './plain-code.tsx'
import { smallestEdit, withOneEnding } from './text-edit.ts'
import { useHighlight, useLineMarks, useMarkers, useReveal } from './use-editor-marks.ts'
import './code-view.css'

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

  useMarkers(opened, markers, text)
  useLineMarks(opened, lineMarks)
  useHighlight(opened, highlight)
  useReveal(opened, reveal)

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
