/** A branch or tag of a module's repository; tags come with the highest version first. */
export interface ListedRevision {
  readonly name: string
  readonly kind: 'branch' | 'tag'
  readonly commit: string
}

/** What a module could be upgraded to: its branch or tag where that stands elsewhere now, a higher version where it has one. Commits are meant to stay. */
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

/** Somebody who runs a release is not sent to a candidate. */
function isRelease(tag: string): boolean {
  return /(^|\/)v?\d+(\.\d+)*$/.test(tag)
}
