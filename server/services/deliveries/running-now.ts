import { dataDigest } from '#domain/manifests/canonical-json.ts'
import type { RunningNow } from '#domain/gates/evidence-digest.ts'
import type { LocalTarget } from '../../ports/target.ts'
import { shareNext } from '../share-next.ts'

/** What runs in the Deployments of a project, by `<app>/<deployment>`: the digest of its live manifests and the run that made them. */
export type Running = Readonly<Record<string, RunningNow>>

/** What runs in the Deployments of a project now. */
export async function runningNow(target: Pick<LocalTarget, 'running'>, project: string): Promise<Running> {
  const running = await target.running(project)
  return Object.fromEntries(
    running.map(({ target: { application, deployment }, documents, origin }) => [
      `${application}/${deployment}`,
      { digest: dataDigest(documents), run: origin.run },
    ]),
  )
}

/** The same for hundreds of runs that ask at once. */
export function shareRunningNow(target: Pick<LocalTarget, 'running'>): (project: string) => Promise<Running> {
  return shareNext((project) => runningNow(target, project))
}
