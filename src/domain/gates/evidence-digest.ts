import { dataDigest } from '#domain/manifests/canonical-json.ts'

/** What runs in a Deployment now: the digest of its live manifests and the run that put it there. */
export interface RunningNow {
  readonly digest: string
  readonly run: string
}

/**
 * The digest that a decision is bound to (decision 15): the digests of the held stages, and what runs in their Deployments now. Keys are
 * stage names and `<app>/<deployment>`.
 */
export function evidenceDigest(
  stages: Readonly<Record<string, string>>,
  running: Readonly<Record<string, string>>,
): string {
  return dataDigest({ stages, running })
}
