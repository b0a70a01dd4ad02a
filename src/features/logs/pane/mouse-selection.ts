import { cellsOf, type LogPlace, type LogRange, rangeOf, wordAround } from './log-selection.ts'
import type { ScreenWindow } from './use-log-screen.ts'

/**
 * Selecting with the mouse: by characters, by words (double click), by lines (triple click), and beyond the edges of
 * the window.
 */
export interface MouseSelection {
  /** Redraws the selection in what the screen shows now. */
  show(window: ScreenWindow): void
  /** The selected range, if any. */
  range(): LogRange | undefined
  /** Listens to the mouse over the painted rows; returns a function that stops it. */
  listen(element: HTMLElement): () => void
}

/** Milliseconds between scrolls while the pointer is beyond an edge. */
const scrollEvery = 40

export function createMouseSelection(): MouseSelection {
  let shown: ScreenWindow | undefined
  let stage: HTMLElement | undefined
  let selected: { readonly anchor: LogPlace; readonly focus: LogPlace } | undefined
  let pointer: { readonly x: number; readonly y: number } | undefined
  let scrolling: ReturnType<typeof setInterval> | undefined

  function range(): LogRange | undefined {
    return selected && rangeOf(selected.anchor, selected.focus)
  }

  function draw(): void {
    const screen = shown?.screen.current
    if (shown === undefined || screen === undefined) return
    const between = range()
    screen.select(between && cellsOf(shown.painted.rows, screen.columns, between))
  }

  function rowAt(y: number): number {
    const top = stage?.getBoundingClientRect().top ?? 0
    return shown === undefined ? 0 : Math.floor((y - top) / shown.rowHeight)
  }

  function placeAt(x: number, y: number): LogPlace | undefined {
    const screen = shown?.screen.current
    if (shown === undefined || screen === undefined || stage === undefined) return undefined
    const index = rowAt(y)
    const row = shown.painted.rows[Math.max(0, Math.min(shown.painted.rows.length - 1, index))]
    if (row === undefined) return undefined
    const cell = Math.round((x - stage.getBoundingClientRect().left) / screen.cellWidth)
    // Below the last row, all of that row is selected.
    const inRow = index >= shown.painted.rows.length ? screen.columns : Math.max(0, Math.min(screen.columns, cell))
    return { line: row.line.number, column: row.column + inRow }
  }

  function extend(): void {
    const focus = pointer && placeAt(pointer.x, pointer.y)
    if (selected === undefined || focus === undefined) return
    selected = { anchor: selected.anchor, focus }
    draw()
  }

  function handleDown(event: MouseEvent): void {
    const place = event.button === 0 ? placeAt(event.clientX, event.clientY) : undefined
    if (place === undefined) return
    shown?.pause()
    if (event.detail >= 2) return chooseAround(event, place)
    const anchor = event.shiftKey && selected !== undefined ? selected.anchor : place
    selected = { anchor, focus: place }
    pointer = { x: event.clientX, y: event.clientY }
    addEventListener('mousemove', handleMove)
    addEventListener('mouseup', handleUp, { once: true })
    scrolling = setInterval(scrollOn, scrollEvery)
    draw()
  }

  function handleMove(event: MouseEvent): void {
    pointer = { x: event.clientX, y: event.clientY }
    extend()
  }

  function handleUp(): void {
    clearInterval(scrolling)
    removeEventListener('mousemove', handleMove)
    pointer = undefined
  }

  function scrollOn(): void {
    const box = stage?.getBoundingClientRect()
    if (box === undefined || pointer === undefined) return
    const beyond = Math.max(0, pointer.y - box.bottom) || Math.min(0, pointer.y - box.top)
    if (beyond !== 0) shown?.scrollBy(Math.sign(beyond) * Math.ceil(Math.abs(beyond) / 20))
  }

  function chooseAround(event: MouseEvent, { line, column }: LogPlace): void {
    const index = rowAt(event.clientY)
    const start = shown?.painted.rows[index]?.column ?? 0
    const word = wordAround(shown?.screen.current?.textOf(index) ?? '', column - start)
    const [from, to] = event.detail === 2 ? [start + word.from, start + word.to] : [0, Number.MAX_SAFE_INTEGER]
    selected = { anchor: { line, column: from }, focus: { line, column: to } }
    draw()
  }

  return {
    range,
    show(window) {
      shown = window
      // Extends the selection over rows that scroll in under a held pointer.
      if (pointer === undefined) draw()
      else extend()
    },
    listen(element) {
      stage = element
      element.addEventListener('mousedown', handleDown)
      return () => {
        element.removeEventListener('mousedown', handleDown)
        removeEventListener('mouseup', handleUp)
        handleUp()
        stage = undefined
      }
    },
  }
}
