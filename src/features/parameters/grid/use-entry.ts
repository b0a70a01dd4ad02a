import type { DataEditorRef, Item } from '@glideapps/glide-data-grid'
import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { choiceFor, entered, type EntryTarget, shownChoices, type Step, type Written } from './entry-target.ts'

// With the moment until drafts are saved, less than a second.
const keptAfter = 600

export interface EntryPlace {
  readonly cell: Item | undefined
  readonly target: EntryTarget
  readonly grid: RefObject<DataEditorRef | null>
  /** What scrolls the grid; the field stands inside of it. */
  readonly scroller: Element
}

export interface EntryEvents {
  /** An entry has ended: with a text to write, or without. */
  readonly onEntered: (cell: Item, text: string | undefined, step: Step) => void
  /** A text that has stood in an entry for a moment: who closes the page now loses no more than that. */
  readonly onKept: (cell: Item, text: string) => void
  /** Somebody wrote into a cell that takes nothing. */
  readonly onRefused: (why: string) => void
}

/** An entry under way keeps its cell and what that cell takes: the selection may be elsewhere when it ends. */
export interface Entry extends Written {
  readonly cell: Item
  readonly target: EntryTarget
  readonly box: { readonly left: number; readonly top: number; readonly width: number; readonly height: number }
  /** Began with a letter: arrows up and down end it then, as in a spreadsheet. */
  readonly isOverwriting: boolean
  readonly marked: string | undefined
}

/** The entry of a cell from its first letter to its end, with the field that holds its text. */
export function useEntry(
  field: RefObject<HTMLTextAreaElement | null>,
  { cell, target, grid, scroller }: EntryPlace,
  { onEntered, onKept, onRefused }: EntryEvents,
) {
  const [entry, setEntry] = useState<Entry>()
  const latest = useRef(entry)
  latest.current = entry
  const composes = useRef(false)
  const keeping = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(keeping.current), [])
  useLayoutEffect(() => {
    if (entry === undefined && field.current !== null) field.current.value = ''
  }, [entry, field])

  function begin(isOverwriting: boolean): void {
    const bounds = cell === undefined ? undefined : grid.current?.getBounds(...cell)
    const element = field.current
    if (entry !== undefined || element === null) return
    if (cell === undefined || bounds === undefined || target.text === undefined) {
      element.value = ''
      if (target.refusal !== undefined) onRefused(target.refusal)
      return
    }
    // Somebody may have scrolled away from what is selected.
    grid.current?.scrollTo(...cell)
    const edge = scroller.getBoundingClientRect()
    const { choices, isText } = target
    const isChosen = choices !== undefined && !isText
    const text = isOverwriting || isChosen ? element.value : target.text
    // The same text again would end a composition that has just begun.
    if (element.value !== text) element.value = text
    const isKnown = isChosen && choices.some(({ id }) => id === target.text)
    setEntry({
      cell,
      target,
      box: {
        left: bounds.x - edge.x + scroller.scrollLeft,
        top: bounds.y - edge.y + scroller.scrollTop,
        width: bounds.width,
        height: bounds.height,
      },
      isOverwriting,
      text,
      isTyped: false,
      marked: isKnown && !isOverwriting ? target.text : undefined,
    })
    element.focus({ preventScroll: true })
    if (!isOverwriting) element.select()
  }

  function keepSoon(): void {
    keeping.current ??= setTimeout(() => {
      keeping.current = undefined
      const now = latest.current
      if (now?.isTyped === true && now.marked === undefined && !composes.current) onKept(now.cell, now.text)
    }, keptAfter)
  }

  function take(text: string): void {
    keepSoon()
    if (entry === undefined) begin(true)
    setEntry((now) =>
      now === undefined
        ? now
        : {
            ...now,
            text,
            isTyped: true,
            marked:
              now.target.choices === undefined || now.target.isText ? undefined : choiceFor(now.target.choices, text),
          },
    )
  }

  function end(text: string | undefined, step: Step): void {
    if (entry === undefined) return
    clearTimeout(keeping.current)
    keeping.current = undefined
    setEntry(undefined)
    onEntered(entry.cell, text, step)
  }

  function finish(step: Step): void {
    if (entry === undefined) return
    const { target: into, text } = entry
    // What stands in an opened cell fills the others as well, typed or not.
    const opened = step === 'all' && (into.choices === undefined || into.isText) ? text : undefined
    end(entered(into, entry) ?? opened, step)
  }

  // What is offered may have come only after the entry began.
  const offering = entry !== undefined && isSame(entry.cell, cell) ? target : entry?.target
  return {
    entry,
    /** What the entry can be completed to; nothing where it takes any text. */
    choices: entry === undefined || offering === undefined ? undefined : shownChoices(offering, entry),
    begin,
    take,
    end,
    finish,
    mark: (marked: string | undefined) => setEntry((now) => now && { ...now, marked }),
    beginComposing() {
      composes.current = true
      begin(true)
    },
    endComposing() {
      composes.current = false
      keepSoon()
    },
  }
}

function isSame([column, row]: Item, other: Item | undefined): boolean {
  return other !== undefined && other[0] === column && other[1] === row
}
