import { useEffect, useRef } from 'react'
import type { Stage } from '#domain/line/line.ts'
import type { BoardApi } from '#ui/board/board-api.ts'
import { isIdle } from '#ui/page/idle-focus.ts'

/** Shows stages that were added: one where it was put, the first one and several as a part of the whole. */
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
      // What asked for it has closed: the keyboard goes on where the new stages stand.
      if (isIdle(document.activeElement)) api?.takeFocus()
    }
    before.current = stages
  }, [stages, api])
}
