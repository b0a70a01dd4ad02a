import { useRef } from 'react'
import { z } from 'zod'
import { isComposing } from '../commands/use-commands.ts'
import { useKeptTyping } from '../fields/kept-typing.ts'
import { showToast } from '../overlays/toast.tsx'

/** A name that is being written on the card. */
export interface Renaming {
  readonly id: string
  /** Where what is typed is kept until it is taken. */
  readonly keptAs: string
  readonly label: string
  readonly problemOf: (name: string) => string | undefined
  readonly onDone: (name: string | undefined) => void
}

/** The name of a card as a field on the card itself. */
export function CardName({ renaming: { id, keptAs, label, problemOf, onDone } }: { readonly renaming: Renaming }) {
  const [typed, setTyped] = useKeptTyping(keptAs, z.string(), id)
  const problem = problemOf(typed)
  const isDone = useRef(false)

  /** Once: the field is still there when the focus goes back to the board, and would take what Escape has given up. */
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
  // At once, or what is typed before the next frame goes to the board.
  element.select()
  // React Flow shows a new node a frame later.
  if (document.activeElement !== element) requestAnimationFrame(() => element.select())
}
