import { createContext, useContext } from 'react'
import { createStore, type StoreApi, useStore } from 'zustand'
import type { BoardLink } from './board-model.ts'

/** Ids of what stands on the path that is looked at; undefined while all of the board is. */
export type PathStore = StoreApi<{ readonly on: ReadonlySet<string> | undefined }>

export function createPathStore(): PathStore {
  return createStore(() => ({ on: undefined as ReadonlySet<string> | undefined }))
}

const PathContext = createContext<PathStore>(createPathStore())
export const PathProvider = PathContext.Provider

/** Whether something is dimmed because another path is looked at; only what changes renders again. */
export function useIsDimmed(id: string): boolean {
  return useStore(useContext(PathContext), ({ on }) => on !== undefined && !on.has(id))
}

/** Links by what they lead to and from. */
export interface Adjacency {
  readonly into: ReadonlyMap<string, readonly BoardLink[]>
  readonly outOf: ReadonlyMap<string, readonly BoardLink[]>
}

export function adjacencyOf(links: readonly BoardLink[]): Adjacency {
  return { into: Map.groupBy(links, (link) => link.target), outOf: Map.groupBy(links, (link) => link.source) }
}

/** Everything upstream and downstream of a card, the links on the way included. */
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
