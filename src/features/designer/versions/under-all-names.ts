interface Version {
  readonly version: number
  readonly at: string
}

/** A published version of a line, under the name that the line had then. */
export interface NamedVersion<V> {
  /** Tells the version in the address. */
  readonly key: string
  readonly name: string
  readonly version: V
}

/**
 * Joins the versions that a line has had under each of its names, newest first. What was published under a former name
 * after the renaming belongs to another line, and is left out.
 */
export function underAllNames<V extends Version>(
  names: readonly string[],
  lists: readonly (readonly V[])[],
): readonly NamedVersion<V>[] {
  const [own = '', ...former] = names
  const [versions = [], ...earlier] = lists
  let before = versions.at(-1)?.at
  const joined = former.flatMap((name, index) => {
    const known = (earlier[index] ?? []).filter(({ at }) => before === undefined || at <= before)
    before = known.at(-1)?.at ?? before
    return known.map((version) => ({ key: `${name}:${String(version.version)}`, name, version }))
  })
  return [...versions.map((version) => ({ key: String(version.version), name: own, version })), ...joined]
}
