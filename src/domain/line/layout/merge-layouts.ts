import { type OwnGroup, parseLayout, printLayout } from './layout-document.ts'

/** Merges two people's positions and groups: each comes from whoever changed it, mine if both did. */
export function mergeLayouts(base: string | undefined, theirs: string | undefined, mine: string | undefined): string {
  const [before, others, own] = [parseLayout(base), parseLayout(theirs), parseLayout(mine)]
  const groupsOf = (groups: readonly OwnGroup[] = []): Readonly<Record<string, OwnGroup>> =>
    Object.fromEntries(groups.map((group) => [group.id, group]))
  return printLayout({
    positions: joined(before.positions, others.positions, own.positions),
    groups: Object.values(joined(groupsOf(before.groups), groupsOf(others.groups), groupsOf(own.groups))),
  })
}

function joined<T>(
  before: Readonly<Record<string, T>>,
  theirs: Readonly<Record<string, T>>,
  mine: Readonly<Record<string, T>>,
): Readonly<Record<string, T>> {
  const names = new Set([...Object.keys(theirs), ...Object.keys(mine)])
  return Object.fromEntries(
    [...names].flatMap((name): [string, T][] => {
      const isMine = JSON.stringify(mine[name]) !== JSON.stringify(before[name])
      const value = isMine ? mine[name] : theirs[name]
      return value === undefined ? [] : [[name, value]]
    }),
  )
}
