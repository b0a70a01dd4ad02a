import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { Stage } from '#domain/line/line.ts'
import { renamedStages } from '#domain/line/renamed-stages.ts'
import { useAddress } from '#ui/use-address.ts'

/** The selection: stages by name, gates as `gate:<name>`, links by their ids on the board. */
export interface Selection {
  /** The one selected last, which the inspector shows. */
  readonly selected: string | undefined
  readonly selection: ReadonlySet<string>
  /** Selects one thing; with `add`, toggles it in the selection. */
  readonly select: (id: string | undefined, add?: boolean) => void
  readonly selectMany: (ids: readonly string[]) => void
}

/** The target of a command: the focused card, or the whole selection if the card is part of it. */
export function meantBy<Now extends Pick<Selection, 'selected' | 'selection'>>(
  now: Now,
  focused: string | undefined,
): Now {
  return focused === undefined || now.selection.has(focused)
    ? now
    : { ...now, selected: focused, selection: new Set([focused]) }
}

/** Keeps stages selected that get another name by a command, in the text or by undo. */
export function useFollowedSelection(stages: readonly Stage[], { selection, selectMany }: Selection): void {
  const before = useRef(stages)
  // A layout effect, so that the inspector never shows an empty state in between.
  useLayoutEffect(() => {
    if (before.current === stages) return
    const next = followedSelection(selection, before.current, stages)
    before.current = stages
    if (next !== undefined) selectMany(next)
  }, [stages, selection, selectMany])
}

/** The selection with the new names of renamed stages; undefined if nothing was renamed. */
export function followedSelection(
  selection: ReadonlySet<string>,
  before: readonly Stage[],
  after: readonly Stage[],
): readonly string[] | undefined {
  const names = new Set(after.map(({ name }) => name))
  const gone = before.filter(({ name }) => selection.has(name) && !names.has(name))
  if (gone.length === 0) return undefined
  const renamed = renamedStages(before, after)
  return gone.some(({ name }) => renamed.has(name)) ? [...selection].map((id) => renamed.get(id) ?? id) : undefined
}

// A longer selection would make an unreadable address.
const mostInAddress = 12
// Milliseconds. The selection shows at once; the address follows once it has been stable.
const quiet = 120

/** The selection, mirrored in the address unless it is too long. */
export function useSelection(): Selection {
  const [search, change] = useAddress()
  const inAddress = search.getAll('select').join('\n')
  const [ids, setIds] = useState<readonly string[]>(() => listOf(inAddress))
  const current = useRef(ids)
  const written = useRef(inAddress)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const selectMany = useCallback(
    (next: readonly string[]): void => {
      current.current = next
      setIds(next)
      clearTimeout(timer.current)
      timer.current = setTimeout(() => {
        const kept = next.length <= mostInAddress ? next : []
        written.current = kept.join('\n')
        change({ select: kept })
      }, quiet)
    },
    [change],
  )
  useEffect(() => () => clearTimeout(timer.current), [])
  // A link or the Back button has changed the address.
  useEffect(() => {
    if (inAddress === written.current) return
    // A selection made just before must not be written over what the link says.
    clearTimeout(timer.current)
    written.current = inAddress
    current.current = listOf(inAddress)
    setIds(current.current)
  }, [inAddress])
  const select = useCallback(
    (id: string | undefined, add = false): void => {
      const before = current.current
      if (id === undefined) {
        if (before.length > 0) selectMany([])
      } else if (!add) selectMany([id])
      else selectMany(before.includes(id) ? before.filter((other) => other !== id) : [...before, id])
    },
    [selectMany],
  )
  return useMemo(
    () => ({ selected: ids.at(-1), selection: new Set(ids), select, selectMany }),
    [ids, select, selectMany],
  )
}

function listOf(address: string): readonly string[] {
  return address === '' ? [] : address.split('\n')
}
