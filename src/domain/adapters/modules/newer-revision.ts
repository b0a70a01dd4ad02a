/** A branch or tag of a module's repository; tags are listed with the highest version first. */
export interface ListedRevision {
  readonly name: string
  readonly kind: 'branch' | 'tag'
  readonly commit: string
}

/**
 * The upgrade for a module, if any: its own branch or tag if that has moved, else a higher version. A pinned commit gets none, because it is meant to
 * stay.
 */
export function newerRevision(
  { revision, commit }: { readonly revision: string; readonly commit: string },
  listed: readonly ListedRevision[],
): ListedRevision | undefined {
  const own = listed.find(({ name }) => name === revision)
  if (own === undefined) return undefined
  if (own.commit !== commit) return own
  if (own.kind === 'branch') return undefined
  const highest = listed.find(({ name, kind }) => kind === 'tag' && isRelease(name))
  return highest === undefined || !isRelease(revision) || highest.name === revision ? undefined : highest
}

/** A release must not be upgraded to a release candidate. */
function isRelease(tag: string): boolean {
  return /(^|\/)v?\d+(\.\d+)*$/.test(tag)
}
