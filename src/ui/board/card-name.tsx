import { useRef } from 'react'
import { z } from 'zod'
import { isComposing } from '../commands/use-commands.ts'
import { useKeptTyping } from '../fields/kept-typing.ts'
import { showToast } from '../overlays/toast.tsx'

/** Renaming a card in place. */
export interface Renaming {
  readonly id: string
  /** Storage key for unfinished typing. */
  readonly keptAs: string
  readonly label: string
  readonly problemOf: (name: string) => string | undefined
  readonly onDone: (name: string | undefined) => void
}

/** The name of a card as a text field on the card. */
export function CardName({ renaming: { id, keptAs, label, problemOf, onDone } }: { readonly renaming: Renaming }) {
  const [typed, setTyped] = useKeptTyping(keptAs, z.string(), id)
  const problem = problemOf(typed)
  const isDone = useRef(false)

  /**
   * Only once: the field still exists when the focus returns to the board, and its blur would save what Escape
   * discarded.
   */
  function finish(name: string | undefined): void {
    if (isDone.current) return
    isDone.current = true
    onDone(name)
  }

  return (
    <input
      className="lw-plate-name nodrag nopan"
      aria-label={label}
      aria-invalid={problem !== undefined}
      title={problem}
      value={typed}
      ref={focusWhole}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={() => finish(problem === undefined ? typed : undefined)}
      onKeyDown={(event) => {
        if (isComposing(event.nativeEvent)) return
        if (event.key === 'Enter' && problem === undefined) finish(typed)
        else if (event.key === 'Enter' && problem !== undefined) showToast({ text: problem })
        if (event.key === 'Escape') finish(undefined)
        event.stopPropagation()
      }}
    />
  )
}

function focusWhole(element: HTMLInputElement | null): void {
  if (element === null) return
  // At once, or keys typed before the next frame would go to the board.
  element.select()
  // React Flow makes a new node visible one frame later.
  if (document.activeElement !== element) requestAnimationFrame(() => element.select())
}
