import { type GridCell, GridCellKind, type ProvideEditorComponent } from '@glideapps/glide-data-grid'
import { useEffect, useRef } from 'react'
import { isComposing } from '#ui/commands/use-commands.ts'
import type { EarlyKeys, TypedEarly } from './early-keys.ts'

/** Where the selection goes after an editor has ended. */
export const movements: Readonly<Record<NonNullable<TypedEarly['end']>, readonly [-1 | 0 | 1, -1 | 0 | 1]>> = {
  down: [0, 1],
  right: [1, 0],
  left: [-1, 0],
  none: [0, 0],
}

/** An editor for free text: it has a name, leaves Enter to an input method that is composing, and misses no key. */
export function textEditor(label: string, early: EarlyKeys): ProvideEditorComponent<GridCell> {
  return function TextEditor({ value, onChange, onFinishedEditing, isHighlighted }) {
    const entry = useRef<HTMLTextAreaElement>(null)
    const text = value.kind === GridCellKind.Text ? value.data : ''
    const write = useRef((next: string | undefined, end?: TypedEarly['end']): void => {
      if (value.kind !== GridCellKind.Text) return
      const cell = next === undefined ? undefined : { ...value, data: next }
      if (end !== undefined) onFinishedEditing(end === 'none' ? undefined : cell, movements[end])
      else if (cell !== undefined) onChange(cell)
    })
    useEffect(() => {
      const field = entry.current
      if (field === null) return
      const typed = early.take()
      // Opened by Enter, what is typed replaces the text, as it does when the field is there.
      const next = typed.text === '' ? field.value : (isHighlighted ? '' : field.value) + typed.text
      // Opened by Enter and ended at once, the value was looked at, not typed.
      const isLook = isHighlighted && typed.text === ''
      if (next !== field.value || typed.end !== undefined) write.current(isLook ? undefined : next, typed.end)
      // An editor that has ended already has given the focus back to the grid.
      if (typed.end !== undefined) return
      field.focus()
      field.setSelectionRange(isLook ? 0 : next.length, next.length)
    }, [isHighlighted])
    return (
      <textarea
        ref={entry}
        className="lw-values-entry gdg-input"
        aria-label={label}
        rows={1}
        spellCheck={false}
        value={text}
        onChange={({ target }) => {
          if (value.kind === GridCellKind.Text) onChange({ ...value, data: target.value })
        }}
        onKeyDown={(event) => {
          // Enter that ends a composition is not the one that ends the editor.
          if (isComposing(event.nativeEvent)) event.stopPropagation()
        }}
      />
    )
  }
}
