/** A manifest on both sides of a comparison, under its new name if it has one, else its old one; a missing side is undefined. */
export interface ManifestPair<M> {
  readonly path: string
  readonly before: M | undefined
  readonly after: M | undefined
}

/**
 * Pairs the manifests of two sides, sorted by name. The number at the start of a name is the apply order and does not count: a manifest that only
 * moved because another precedes it now is still the same.
 */
export function pairManifests<M extends { readonly path: string }>(
  before: readonly M[],
  after: readonly M[],
): readonly ManifestPair<M>[] {
  const [old, next] = [byName(before), byName(after)]
  return [...new Set([...old.keys(), ...next.keys()])]
    .map((name) => {
      const sides = { before: old.get(name), after: next.get(name) }
      return { path: (sides.after ?? sides.before)?.path ?? name, ...sides }
    })
    .toSorted((a, b) => (a.path < b.path ? -1 : 1))
}

function byName<M extends { readonly path: string }>(side: readonly M[]): ReadonlyMap<string, M> {
  const found = new Map<string, M>()
  for (const one of side) {
    const name = one.path.replace(/^\d+-/, '')
    // Manifests of the same kind and name in other namespaces keep their numbers.
    found.set(found.has(name) ? one.path : name, one)
  }
  return found
}
