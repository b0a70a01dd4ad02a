import { useEffect, useRef } from 'react'
import type { Stage } from '#domain/line/line.ts'
import type { BoardApi } from '#ui/board/board-api.ts'
import { isIdle } from '#ui/idle-focus.ts'

/** Shows stages that were added: one where it was put, several as a part of the whole. */
export function useAddedInView(stages: readonly Stage[], api: BoardApi | undefined): void {
  const before = useRef(stages)
  useEffect(() => {
    if (stages.length > before.current.length) {
      const known = new Set(before.current.map(({ name }) => name))
      const [added, ...others] = stages.filter(({ name }) => !known.has(name))
      requestAnimationFrame(() =>
        others.length > 0 || added === undefined ? api?.fit() : api?.bringIntoView(added.name),
      )
      // What asked for it has closed: the keyboard goes on where the new stages stand.
      if (isIdle(document.activeElement)) api?.takeFocus()
    }
    before.current = stages
  }, [stages, api])
}
