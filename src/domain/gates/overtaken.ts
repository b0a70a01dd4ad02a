/** What runs where a gate would deploy; `newer` names the run that brought it, if that began later. */
interface RunsNow {
  readonly application: string
  readonly newer?: { readonly run: string; readonly number: number } | undefined
}

/** What a newer run has released and this one would replace; what it would put there anew just as it is, is replaced by nothing. */
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
