import { dataDigest } from '#domain/manifests/canonical-json.ts'
import type { RunningNow } from '#domain/gates/evidence-digest.ts'
import type { LocalTarget } from '../ports/target.ts'

/** What runs in the Deployments of a project now, by `<app>/<deployment>`: the digest of its live manifests and the run that made them. */
export async function runningNow(target: LocalTarget, project: string): Promise<Readonly<Record<string, RunningNow>>> {
  const running = await target.running(project)
  return Object.fromEntries(
    running.map(({ target: { application, deployment }, documents, origin }) => [
      `${application}/${deployment}`,
      { digest: dataDigest(documents), run: origin.run },
    ]),
  )
}
