import type { DataEditorRef, GridSelection, Item } from '@glideapps/glide-data-grid'
import { type RefObject, useCallback, useEffect, useRef, useState } from 'react'
import type { Scope } from '#domain/parameters/scope.ts'
import { useValues } from '../values-context.ts'
import { addressOf } from './cell-address.ts'
import type { GridLine } from './grid-lines.ts'
import { amongValues, at, rangeOf, type SelectedRange, selectionIn } from './grid-selection.ts'

interface Place {
  readonly lines: readonly GridLine[]
  readonly scopes: readonly Scope[]
  /** The addresses that grid and page agreed on: the last one, and those that the page has yet to follow. */
  readonly told: RefObject<string[]>
  readonly onSelect: (range: SelectedRange | undefined) => void
}

interface LedSelection {
  readonly selection: GridSelection
  readonly select: (next: GridSelection) => void
  /** Selects one cell and brings it into sight. */
  readonly goTo: (cell: Item) => void
  /** Makes it another object, for what is only made again then. */
  readonly refresh: () => void
  /** The grid knows its own size, and can be led to a cell from the next frame on. */
  readonly onMeasured: () => void
}

/** The selection of the grid, which the address leads to a cell: when the page opens, and when a link of a chain was followed. */
export function useGridSelection(place: Place, grid: RefObject<DataEditorRef | null>): LedSelection {
  const { told } = place
  const { parameter, scope } = useValues().view
  const [selection, setSelection] = useState(() => selectionIn(place.lines, place.scopes, parameter, scope))
  const newest = useRef(place)
  newest.current = place
  const wanted = useRef<Item>(undefined)
  const isMeasured = useRef(false)
  const isNew = useRef(true)
  const frame = useRef(0)
  const scrollToWanted = useCallback((): void => {
    cancelAnimationFrame(frame.current)
    if (wanted.current === undefined || !isMeasured.current) return
    const [column, row] = wanted.current
    const bounds = grid.current?.getBounds(column, row)
    if (bounds !== undefined && bounds.width > 0) {
      wanted.current = undefined
      grid.current?.scrollTo(column, row, 'both', 40, 40)
    }
    // A grid that is not laid out yet cannot be led anywhere.
    else frame.current = requestAnimationFrame(scrollToWanted)
  }, [grid])
  useEffect(() => () => cancelAnimationFrame(frame.current), [])
  useEffect(() => {
    const { lines, scopes, onSelect } = newest.current
    const next = selectionIn(lines, scopes, parameter, scope)
    // A hand may be two cells further already when its first step arrives in the address.
    const address = addressOf(parameter, scope)
    const echo = told.current.indexOf(address)
    // Those before it do not come any more.
    if (echo >= 0) told.current.splice(0, echo)
    // A grid that mounts again, after there was nothing to show, starts at its beginning.
    const isKnown = echo >= 0 && !isNew.current
    isNew.current = false
    if (next.current === undefined || isKnown) return undefined
    told.current = [address]
    setSelection(next)
    onSelect(rangeOf(next, lines, scopes))
    wanted.current = next.current.cell
    frame.current = requestAnimationFrame(scrollToWanted)
    return undefined
  }, [parameter, scope, told, scrollToWanted])
  const refresh = useCallback((): void => setSelection((now) => ({ ...now })), [])

  function select(chosen: GridSelection): void {
    const next = amongValues(chosen)
    setSelection(next)
    place.onSelect(rangeOf(next, place.lines, place.scopes))
  }
  return {
    selection,
    select,
    goTo(cell) {
      select(at(cell))
      grid.current?.scrollTo(...cell)
    },
    refresh,
    onMeasured() {
      if (isMeasured.current) return
      isMeasured.current = true
      frame.current = requestAnimationFrame(scrollToWanted)
    },
  }
}
