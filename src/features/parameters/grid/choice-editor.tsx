import { type GridCell, GridCellKind, type ProvideEditorComponent } from '@glideapps/glide-data-grid'
import { useEffect, useRef, useState } from 'react'
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox'
import { normalise } from '#domain/ids.ts'
import type { EarlyKeys } from './early-keys.ts'
import { movements } from './text-editor.tsx'

interface Choice {
  readonly id: string
  readonly title: string
}

export interface ChoiceEditorOptions {
  readonly label: string
  readonly choices: readonly Choice[]
  /** What counts in the cell now, wherever it comes from. */
  readonly current: string
  /** What is written in the cell itself, if anything: a list that is left without a choice leaves just that. */
  readonly own: string
  /** Said where there is nothing to choose from. */
  readonly empty: string
  readonly early: EarlyKeys
}

/** An editor that offers a list: typing leads to a choice, Enter takes it, Escape leaves everything as it was. */
export function choiceEditor({
  label,
  choices,
  current,
  own,
  empty,
  early,
}: ChoiceEditorOptions): ProvideEditorComponent<GridCell> {
  return function ChoiceEditor({ value, initialValue, onChange, onFinishedEditing }) {
    const [typed] = useState(() => early.take())
    const led = choiceFor(choices, (initialValue ?? '') + typed.text)
    const finish = (id: string): void => {
      if (value.kind !== GridCellKind.Text) return
      const isTyped = initialValue !== undefined || typed.text !== ''
      onFinishedEditing({ ...value, data: id, displayData: id }, movements[isTyped ? 'down' : 'none'])
    }
    const first = useRef(() => {
      if (value.kind !== GridCellKind.Text) return
      // A letter opened the list: it is no value.
      if (typed.end === undefined) onChange({ ...value, data: own })
      else
        onFinishedEditing(
          led === undefined || typed.end === 'none' ? undefined : { ...value, data: led, displayData: led },
          movements[typed.end],
        )
    })
    useEffect(() => first.current(), [])
    const focused = led ?? (choices.some(({ id }) => id === current) ? current : undefined)
    return (
      <ListBox
        className="lw-listbox lw-values-choices"
        aria-label={label}
        autoFocus={focused === undefined ? 'first' : true}
        selectionMode="single"
        selectedKeys={focused === undefined ? [] : [focused]}
        escapeKeyBehavior="none"
        onSelectionChange={(keys) => {
          // Who takes the choice that is marked already empties the selection.
          const [chosen = focused] = keys
          if (chosen !== undefined) finish(String(chosen))
        }}
        renderEmptyState={() => <p className="lw-muted lw-values-nothing">{empty}</p>}
      >
        {choices.map(({ id, title }) => (
          <ListBoxItem key={id} id={id} textValue={title} className="lw-option">
            {title}
          </ListBoxItem>
        ))}
      </ListBox>
    )
  }
}

/** The choice that a text leads to, by what it is called or by its value. */
function choiceFor(choices: readonly Choice[], text: string): string | undefined {
  const wanted = normalise(text).toLowerCase()
  if (wanted === '') return undefined
  const starts = (one: string): boolean => one.toLowerCase().startsWith(wanted)
  return choices.find(({ id, title }) => starts(title) || starts(id))?.id
}
