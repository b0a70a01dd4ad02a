import { dataDigest } from '#domain/manifests/canonical-json.ts'

/** What runs in a Deployment now: the digest of its live manifests and the run that deployed it. */
export interface RunningNow {
  readonly digest: string
  readonly run: string
}

/**
 * Computes the digest that a decision is bound to (decision 15) from the digests of the held stages, by stage name, and what runs in their
 * Deployments now, by `<app>/<deployment>`.
 */
export function evidenceDigest(
  stages: Readonly<Record<string, string>>,
  running: Readonly<Record<string, string>>,
): string {
  return dataDigest({ stages, running })
}
