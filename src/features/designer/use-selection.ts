import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useAddress } from '#ui/use-address.ts'

/** What is selected: stages by name, gates as `gate:<name>`, links by their id on the board. */
export interface Selection {
  /** The one that was selected last; the inspector shows it. */
  readonly selected: string | undefined
  readonly selection: ReadonlySet<string>
  /** Selects one thing alone, or with `add` puts it to the others or takes it out of them. */
  readonly select: (id: string | undefined, add?: boolean) => void
  readonly selectMany: (ids: readonly string[]) => void
}

/** What a command is meant for: the card with the keyboard's place, unless it is a part of what is selected. */
export function meantBy<Now extends Pick<Selection, 'selected' | 'selection'>>(
  now: Now,
  focused: string | undefined,
): Now {
  return focused === undefined || now.selection.has(focused)
    ? now
    : { ...now, selected: focused, selection: new Set([focused]) }
}

// More than these would make an address that nobody can read.
const mostInAddress = 12
// In milliseconds: a selection shows at once, and its address follows when it rests.
const quiet = 120

/** The selection, mirrored in the address unless it is very much. */
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
  // A link or the Back button changed the address.
  useEffect(() => {
    if (inAddress === written.current) return
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
