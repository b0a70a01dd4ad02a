import { dataDigest } from '#domain/manifests/canonical-json.ts'
import type { RunningNow } from '#domain/gates/evidence-digest.ts'
import type { LocalTarget } from '../ports/target.ts'

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

/**
 * The same for hundreds of runs that ask at once: whoever asks while an answer is on its way shares the next one with all others who do,
 * since the one on its way may be older than what they know.
 */
export function shareRunningNow(target: Pick<LocalTarget, 'running'>): (project: string) => Promise<Running> {
  const onItsWay = new Map<string, Promise<unknown>>()
  const next = new Map<string, Promise<Running>>()
  return (project) => {
    const shared = next.get(project)
    if (shared !== undefined) return shared
    const before = onItsWay.get(project) ?? Promise.resolve()
    const answer = before.then(() => {
      next.delete(project)
      return runningNow(target, project)
    })
    next.set(project, answer)
    const settled = answer.catch(() => undefined)
    onItsWay.set(project, settled)
    void settled.then(() => {
      if (onItsWay.get(project) === settled) onItsWay.delete(project)
    })
    return answer
  }
}
