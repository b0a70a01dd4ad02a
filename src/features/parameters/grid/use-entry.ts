import type { DataEditorRef, Item } from '@glideapps/glide-data-grid'
import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { choiceFor, entered, type EntryTarget, shownChoices, type Step, type Written } from './entry-target.ts'
import { at, movedWith, type SelectedIn } from './grid-selection.ts'

// Milliseconds. Together with the delay for saving drafts, less than a second.
const keptAfter = 600

export interface EntryPlace {
  readonly cell: Item | undefined
  readonly target: EntryTarget
  readonly shown: SelectedIn
  readonly grid: RefObject<DataEditorRef | null>
  /** The element that scrolls the grid and contains the field. */
  readonly scroller: Element
}

export interface EntryEvents {
  /** Called at the end of an entry, with a text to write or without. */
  readonly onEntered: (cell: Item, text: string | undefined, step: Step) => void
  /** Called when typing pauses, so that closing the page loses no more than that. */
  readonly onKept: (cell: Item, text: string) => void
  /** Called on typing in a read-only cell. */
  readonly onRefused: (why: string) => void
}

/** An entry under way. It keeps its cell, since the selection may have moved when it ends. */
export interface Entry extends Written {
  readonly cell: Item
  /** What the cell is counted in. */
  readonly begun: SelectedIn
  readonly target: EntryTarget
  readonly box: { readonly left: number; readonly top: number; readonly width: number; readonly height: number }
  /** Whether it began with a letter: then arrows up and down end it, as in a spreadsheet. */
  readonly isOverwriting: boolean
  readonly marked: string | undefined
}

/** The entry into a cell from its first letter to its end, with the field that holds its text. */
export function useEntry(
  field: RefObject<HTMLTextAreaElement | null>,
  { cell, target, shown, grid, scroller }: EntryPlace,
  { onEntered, onKept, onRefused }: EntryEvents,
) {
  const [entry, setEntry] = useState<Entry>()
  // Others may publish parameters meanwhile; the text still belongs to the one that it was begun for.
  const place = entry === undefined ? undefined : movedWith(at(entry.cell), entry.begun, shown).current?.cell
  const latest = useRef({ entry, place })
  latest.current = { entry, place }
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
    // The selected cell may have been scrolled out of view.
    grid.current?.scrollTo(...cell)
    const edge = scroller.getBoundingClientRect()
    const { choices, isText } = target
    const isChosen = choices !== undefined && !isText
    const text = isOverwriting || isChosen ? element.value : target.text
    // Assigning the same text would end a composition that has just begun.
    if (element.value !== text) element.value = text
    const isKnown = isChosen && choices.some(({ id }) => id === target.text)
    setEntry({
      cell,
      begun: shown,
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
      const { entry: now, place: there } = latest.current
      if (now?.isTyped !== true || now.marked !== undefined || composes.current) return
      if (there !== undefined) onKept(there, now.text)
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
    // A parameter that is gone takes nothing.
    onEntered(place ?? entry.cell, place === undefined ? undefined : text, step)
  }

  function finish(step: Step): void {
    if (entry === undefined) return
    const { target: into, text } = entry
    // With `all`, the text of an opened cell goes to all selected cells, even if nothing was typed.
    const opened = step === 'all' && (into.choices === undefined || into.isText) ? text : undefined
    end(entered(into, entry) ?? opened, step)
  }

  // Suggestions may arrive after the entry began.
  const offering = place !== undefined && isSame(place, cell) ? target : entry?.target
  return {
    entry,
    /** What the entry can be completed to; undefined without choices. */
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
