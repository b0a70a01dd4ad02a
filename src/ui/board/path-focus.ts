import { createContext, useContext } from 'react'
import { createStore, type StoreApi, useStore } from 'zustand'
import type { BoardLink, BoardPicture } from './board-model.ts'

/** Ids on the highlighted path; undefined if none is. */
export type PathStore = StoreApi<{ readonly on: ReadonlySet<string> | undefined }>

function createPathStore(): PathStore {
  return createStore(() => ({ on: undefined as ReadonlySet<string> | undefined }))
}

export interface PathFocus {
  readonly store: PathStore
  readonly hover: (id: string | undefined) => void
  /** Keeps a path highlighted until it is pinned again. */
  readonly pin: (id: string | undefined) => void
  /** Takes a new picture, whose links may give the path another course or end it. */
  readonly draw: (picture: Pick<BoardPicture, 'cards' | 'gates' | 'links'>) => void
}

// Milliseconds: crossing cards with the pointer must not make the board flicker.
const dwell = 350

export function createPathFocus(): PathFocus {
  const store = createPathStore()
  let picture: Parameters<PathFocus['draw']>[0] = { cards: [], gates: [], links: [] }
  let known: { readonly links: readonly BoardLink[]; readonly adjacency: Adjacency } | undefined
  let [hovered, pinned]: (string | undefined)[] = []
  let timer: ReturnType<typeof setTimeout> | undefined
  function isDrawn(id: string | undefined): id is string {
    return picture.cards.some((card) => card.id === id) || picture.gates.some((gate) => `gate:${gate.id}` === id)
  }
  function show(): void {
    const id = [hovered, pinned].find(isDrawn)
    if (id === undefined) {
      if (store.getState().on !== undefined) store.setState({ on: undefined })
      return
    }
    if (known?.links !== picture.links) known = { links: picture.links, adjacency: adjacencyOf(picture.links) }
    store.setState({ on: pathThrough(known.adjacency, id) })
  }
  return {
    store,
    hover(id) {
      clearTimeout(timer)
      const take = (): void => {
        hovered = id
        show()
      }
      if (id === undefined) take()
      else timer = setTimeout(take, dwell)
    },
    pin(id) {
      clearTimeout(timer)
      hovered = undefined
      pinned = pinned === id ? undefined : id
      show()
    },
    draw(next) {
      picture = next
      if (store.getState().on !== undefined) show()
    },
  }
}

const PathContext = createContext<PathStore>(createPathStore())
export const PathProvider = PathContext.Provider

/** Whether something is dimmed because it is not on the highlighted path. */
export function useIsDimmed(id: string): boolean {
  return useStore(useContext(PathContext), ({ on }) => on !== undefined && !on.has(id))
}

/** Links by the card that they enter or leave. */
export interface Adjacency {
  readonly into: ReadonlyMap<string, readonly BoardLink[]>
  readonly outOf: ReadonlyMap<string, readonly BoardLink[]>
}

export function adjacencyOf(links: readonly BoardLink[]): Adjacency {
  return { into: Map.groupBy(links, (link) => link.target), outOf: Map.groupBy(links, (link) => link.source) }
}

/** Everything upstream and downstream of a card, links included. */
export function pathThrough({ into, outOf }: Adjacency, id: string): ReadonlySet<string> {
  const found = new Set([id])
  walk(id, found, into, (link) => link.source)
  walk(id, found, outOf, (link) => link.target)
  return found
}

function walk(
  start: string,
  found: Set<string>,
  links: ReadonlyMap<string, readonly BoardLink[]>,
  next: (link: BoardLink) => string,
): void {
  const seen = new Set([start])
  const open = [start]
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    for (const link of links.get(id) ?? []) {
      found.add(link.id)
      const other = next(link)
      found.add(other)
      if (seen.has(other)) continue
      seen.add(other)
      open.push(other)
    }
  }
}
