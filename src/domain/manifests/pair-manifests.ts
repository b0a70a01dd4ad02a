/** A manifest on both sides of a comparison, by the name that it has behind, else before; undefined on a side where it is not. */
export interface ManifestPair<M> {
  readonly path: string
  readonly before: M | undefined
  readonly after: M | undefined
}

/**
 * The manifests of two sides in the order of their names. The number in front of a name says in which order manifests are applied: one that only
 * comes later than before, because another has come in front of it, is still the same.
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
    // Two of one kind and name, in other namespaces, keep their numbers.
    found.set(found.has(name) ? one.path : name, one)
  }
  return found
}
