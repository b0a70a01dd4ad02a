import { type RefObject, useCallback, useRef, useState } from 'react'
import type { BoardApi } from '#ui/board/board-api.ts'
import type { DesignerNow } from '../designer-context.tsx'
import { focusBoard, isInOutline } from '../panes.ts'
import { useFound } from './find-bar.tsx'

/** The state of the find bar: its text, and going through the matches. */
export function useFinding(newest: RefObject<DesignerNow>, api: BoardApi | undefined) {
  const [wanted, setWanted] = useState<string>()
  const found = useFound(wanted ?? '')
  const foundNow = useRef(found)
  foundNow.current = found
  // A search begun in the outline shows its matches there.
  const isFromOutline = useRef(false)
  const show = useCallback(
    (id: string): void => {
      newest.current.select(id)
      api?.focusOn(id)
    },
    [api, newest],
  )
  const find = useCallback((): void => {
    isFromOutline.current = isInOutline()
    setWanted((before) => before ?? '')
  }, [])
  const findNext = useCallback(
    (by: number): void => {
      const ids = foundNow.current
      const at = ids.indexOf(newest.current.selected ?? '')
      const next = ids[(at + by + ids.length) % Math.max(1, ids.length)]
      if (next === undefined) find()
      else show(next)
    },
    [find, newest, show],
  )
  function end(): void {
    setWanted(undefined)
    if (isFromOutline.current) focusBoard()
    else api?.takeFocus()
  }
  return { wanted, setWanted, show, find, findNext, end }
}
