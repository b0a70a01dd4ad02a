import { useEffect, useRef } from 'react'
import type { Stage } from '#domain/line/line.ts'
import type { BoardApi } from '#ui/board/board-api.ts'
import { isIdle } from '#ui/page/idle-focus.ts'

/** Scrolls to added stages: to a single one where it stands, to several so that all are in view. */
export function useAddedInView(stages: readonly Stage[], api: BoardApi | undefined): void {
  const before = useRef(stages)
  useEffect(() => {
    if (stages.length > before.current.length) {
      const known = new Set(before.current.map(({ name }) => name))
      const isFirst = known.size === 0
      const [added, ...others] = stages.filter(({ name }) => !known.has(name))
      requestAnimationFrame(() => {
        if (added === undefined) api?.fit()
        else if (isFirst || others.length > 0) api?.fitOrShow(added.name)
        else api?.bringIntoView(added.name)
      })
      // The dialog that had the focus has closed, so the keyboard goes on at the board.
      if (isIdle(document.activeElement)) api?.takeFocus()
    }
    before.current = stages
  }, [stages, api])
}
