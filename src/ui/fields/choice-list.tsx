import { useEffect, useRef } from 'react'
import { createPortal } from 'react-dom'
import type { Choice } from './choices.ts'
import './choice-list.css'
import '../overlays/menu.css'

interface ChoiceListProps {
  readonly id: string
  readonly label: string
  readonly choices: readonly Choice[]
  readonly marked: string | undefined
  /** Shown if there is nothing to choose from. */
  readonly empty?: string
  /** The field's place on the page. */
  readonly beside: DOMRect
  readonly onChoose: (id: string) => void
}

const most = 280

/** A list of choices below its field, or above it near the window's end. The focus stays in the field. */
export function ChoiceList({ id, label, choices, marked, empty, beside, onChoose }: ChoiceListProps) {
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' })
  }, [marked])
  const isBelow = innerHeight - beside.bottom > most || beside.top < most
  return createPortal(
    <div
      ref={list}
      id={id}
      tabIndex={-1}
      role="listbox"
      aria-label={label}
      className="lw-popover lw-listbox lw-choices"
      style={{
        left: beside.left,
        maxHeight: most,
        maxWidth: innerWidth - beside.left - 8,
        ...(isBelow ? { top: beside.bottom + 4 } : { bottom: innerHeight - beside.top + 4 }),
      }}
      // A press must not take the focus, which would end the entry without a choice.
      onMouseDown={(event) => {
        event.preventDefault()
        const chosen = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-choice]') : null
        if (chosen?.dataset['choice'] !== undefined) onChoose(chosen.dataset['choice'])
      }}
    >
      {choices.length === 0 ? (
        <div role="option" tabIndex={-1} aria-selected={false} aria-disabled className="lw-muted lw-choices-none">
          {empty}
        </div>
      ) : null}
      {choices.map((choice) => (
        <div
          key={choice.id}
          id={optionId(id, choice.id)}
          role="option"
          aria-selected={choice.id === marked}
          data-focused={choice.id === marked || undefined}
          data-choice={choice.id}
          className="lw-option"
        >
          {choice.title}
        </div>
      ))}
    </div>,
    document.body,
  )
}

/** The element id of a choice, for `aria-activedescendant`. */
export function optionId(list: string, choice: string): string {
  return `${list}-${choice}`
}
