import type { DataEditorRef, GridSelection, Item } from '@glideapps/glide-data-grid'
import { type RefObject, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useValues } from '../values-context.ts'
import { addressOf } from './cell-address.ts'
import {
  amongValues,
  at,
  movedWith,
  rangeOf,
  type SelectedIn,
  type SelectedRange,
  selectionIn,
} from './grid-selection.ts'

interface Place extends SelectedIn {
  /** The last address that grid and page agree on, then those that the page has yet to reach. */
  readonly addresses: RefObject<string[]>
  readonly onSelect: (range: SelectedRange | undefined) => void
}

interface LedSelection {
  readonly selection: GridSelection
  readonly select: (next: GridSelection) => void
  /** Selects one cell and scrolls to it. */
  readonly goTo: (cell: Item) => void
  /** Replaces the selection by an equal object, so that what depends on it is redone. */
  readonly refresh: () => void
  /** To be called when the grid knows its size; from the next frame on it can scroll. */
  readonly onMeasured: () => void
}

/** The grid's selection. The address moves it when the page opens, and when a link of a value's chain is followed. */
export function useGridSelection(place: Place, grid: RefObject<DataEditorRef | null>): LedSelection {
  const { addresses } = place
  const { parameter, scope } = useValues().view
  const { lines: nowLines, scopes: nowScopes } = place
  const [made, setMade] = useState(() => ({
    selection: selectionIn(nowLines, nowScopes, parameter, scope),
    lines: nowLines,
    scopes: nowScopes,
  }))
  const selection = useMemo(
    () => movedWith(made.selection, made, { lines: nowLines, scopes: nowScopes }),
    [made, nowLines, nowScopes],
  )
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
    // The grid is not laid out yet: try again in the next frame.
    else frame.current = requestAnimationFrame(scrollToWanted)
  }, [grid])
  useEffect(() => () => cancelAnimationFrame(frame.current), [])
  useEffect(() => {
    const { lines, scopes, onSelect } = newest.current
    const next = selectionIn(lines, scopes, parameter, scope)
    // The selection may be some cells ahead when its first step arrives back in the address.
    const address = addressOf(parameter, scope)
    const echo = addresses.current.indexOf(address)
    // Addresses in between were skipped.
    if (echo >= 0) addresses.current.splice(0, echo)
    // A grid that is mounted again starts at its beginning, so lead it to the address.
    const isKnown = echo >= 0 && !isNew.current
    isNew.current = false
    if (next.current === undefined || isKnown) return undefined
    addresses.current = [address]
    setMade({ selection: next, lines, scopes })
    onSelect(rangeOf(next, lines, scopes))
    wanted.current = next.current.cell
    frame.current = requestAnimationFrame(scrollToWanted)
    return undefined
  }, [parameter, scope, addresses, scrollToWanted])
  const refresh = useCallback((): void => setMade((now) => ({ ...now, selection: { ...now.selection } })), [])

  function select(chosen: GridSelection): void {
    const next = amongValues(chosen)
    setMade({ selection: next, lines: nowLines, scopes: nowScopes })
    place.onSelect(rangeOf(next, nowLines, nowScopes))
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
