/** What runs now where a gate would deploy; `newer` is the run that deployed it, if that run began later. */
interface RunsNow {
  readonly application: string
  readonly newer?: { readonly run: string; readonly number: number } | undefined
}

/** Returns the newer deployments that this run would replace, except where its manifests are the same. */
export function overtakenOf<R extends RunsNow>({
  running,
  manifests,
}: {
  readonly running: readonly R[]
  readonly manifests: readonly { readonly application: string; readonly now: string; readonly after: string }[]
}): readonly R[] {
  return running.filter(({ application, newer }) => {
    const own = manifests.filter((manifest) => manifest.application === application)
    return newer !== undefined && (own.length === 0 || own.some(({ now, after }) => now !== after))
  })
}
