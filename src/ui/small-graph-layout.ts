export interface RankedCell {
  readonly rank: number
  readonly row: number
}

/**
 * Lays out columns by the longest path from a start, and rows in list order. Nodes of a cycle stay where they are met
 * first.
 */
export function layRanks(
  nodes: readonly { readonly id: string; readonly after: readonly string[] }[],
): ReadonlyMap<string, RankedCell> {
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const ranks = new Map<string, number>()
  function rankOf(id: string, trail: ReadonlySet<string>): number {
    const known = ranks.get(id)
    if (known !== undefined) return known
    const before = byId.get(id)?.after.filter((from) => byId.has(from) && !trail.has(from)) ?? []
    const rank = Math.max(-1, ...before.map((from) => rankOf(from, new Set([...trail, id])))) + 1
    ranks.set(id, rank)
    return rank
  }
  const used = new Map<number, number>()
  return new Map(
    nodes.map(({ id }) => {
      const rank = rankOf(id, new Set([id]))
      const row = used.get(rank) ?? 0
      used.set(rank, row + 1)
      return [id, { rank, row }]
    }),
  )
}
