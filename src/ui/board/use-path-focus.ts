import { useEffect, useMemo, useRef, useState } from 'react'
import type { BoardLink } from './board-model.ts'
import { type Adjacency, adjacencyOf, createPathStore, pathThrough, type PathStore } from './path-focus.ts'

// Passing over cards on the way to another must not make the board flicker.
const dwell = 350

/** Keeps the path of the card under the pointer, or of a pinned one, and dims the rest. */
export function usePathFocus(links: readonly BoardLink[]): {
  readonly store: PathStore
  readonly hover: (id: string | undefined) => void
  readonly pin: (id: string | undefined) => void
} {
  const [store] = useState(createPathStore)
  const newest = useRef(links)
  const known = useRef<{ readonly links: readonly BoardLink[]; readonly adjacency: Adjacency }>(undefined)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => {
    newest.current = links
  }, [links])
  useEffect(() => () => clearTimeout(timer.current), [])
  const actions = useMemo(() => {
    let pinned: string | undefined
    function show(id: string | undefined): void {
      if (id === undefined) {
        if (store.getState().on !== undefined) store.setState({ on: undefined })
        return
      }
      if (known.current?.links !== newest.current)
        known.current = { links: newest.current, adjacency: adjacencyOf(newest.current) }
      store.setState({ on: pathThrough(known.current.adjacency, id) })
    }
    return {
      hover(id: string | undefined): void {
        clearTimeout(timer.current)
        if (id === undefined) show(pinned)
        else timer.current = setTimeout(() => show(id), dwell)
      },
      pin(id: string | undefined): void {
        clearTimeout(timer.current)
        pinned = pinned === id ? undefined : id
        show(pinned)
      },
    }
  }, [store])
  return { store, ...actions }
}
