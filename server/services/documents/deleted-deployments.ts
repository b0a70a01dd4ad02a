import { type ChangePart, parseDocumentId } from '#domain/documents.ts'
import { problem, type Problem } from '#domain/problem.ts'
import { say } from '#domain/sentence.ts'
import type { Ports } from '../../ports.ts'
import type { Orchestrator } from '../runs/orchestrator.ts'
import type { RunReader } from '../runs/run-reader.ts'

const yetToEnd = new Set<string | undefined>(['pending', 'waiting', 'running', undefined])

/** The live runs, and what they have frozen. */
export interface LiveRuns {
  readonly orchestrator: Pick<Orchestrator, 'liveRuns'>
  readonly reader: Pick<RunReader, 'snapshot'>
}

/** Refuses to delete a Deployment in which a live run has stages left: no page would show what they start there then. */
export async function stillNeeded(
  { orchestrator, reader }: LiveRuns,
  project: string,
  parts: readonly ChangePart[],
): Promise<Problem | undefined> {
  const deleted = deletedDeployments(parts)
  if (deleted.size === 0) return undefined
  for (const run of await orchestrator.liveRuns(project)) {
    const { stages } = await reader.snapshot(run.snapshot)
    for (const { stage, deployment } of stages) {
      const name = `${deployment.app}/${deployment.name}`
      if (!deleted.has(name) || !yetToEnd.has(run.stages[stage]?.state)) continue
      return problem('not-possible-now', say`Run ${run.number} of ${run.line} still needs the deployment ${name}`, {
        fix: say`Cancel the run or wait for its end, then delete the deployment`,
        place: { document: `deployment/${name}` },
      })
    }
  }
  return undefined
}

/** Stops what runs in Deployments that a change has deleted: nobody would see it any more, or could stop it. */
export async function stopDeleted(
  { target }: Pick<Ports, 'target'>,
  project: string,
  parts: readonly ChangePart[],
): Promise<void> {
  const deleted = deletedDeployments(parts)
  if (deleted.size === 0) return
  const running = await target.running(project)
  const left = running.filter(({ target: { application, deployment } }) => deleted.has(`${application}/${deployment}`))
  await Promise.all(left.map((version) => target.remove(version.target)))
}

/** By application and name. */
function deletedDeployments(parts: readonly ChangePart[]): ReadonlySet<string> {
  return new Set(
    parts.flatMap(({ id, text }) => {
      const { kind, names = [] } = parseDocumentId(id) ?? {}
      return text === undefined && kind === 'deployment' ? [names.join('/')] : []
    }),
  )
}
