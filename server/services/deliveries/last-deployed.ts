import type { ResolvedParameter } from '#domain/parameters/resolved.ts'
import type { Ports } from '../../ports.ts'
import type { RunReader } from '../runs/run-reader.ts'

/** The version that was last deployed to a Deployment. */
export interface LastDeployed {
  readonly origin: { readonly version: string; readonly run: string; readonly number: number; readonly at: string }
  readonly documents: readonly string[]
  readonly parameters: readonly ResolvedParameter[]
}

const lookedThrough = 50

/**
 * Finds what was last deployed: what runs in the target of this machine, else the manifests of the newest run whose stage succeeded there
 * (a cluster elsewhere is not asked).
 */
export async function lastDeployedOf(
  { runs, target }: Pick<Ports, 'runs' | 'target'>,
  reader: RunReader,
  project: string,
): Promise<(application: string, deployment: string) => Promise<LastDeployed | undefined>> {
  const running = await target.running(project)
  const records = await runs.list(project, { limit: lookedThrough })

  async function bySomeRun(application: string, deployment: string): Promise<LastDeployed | undefined> {
    for (const record of records) {
      const run = await reader.ofRecord(record)
      const snapshot = await reader.snapshot(run.snapshot)
      const stage = snapshot.stages
        .filter((one) => one.deployment.app === application && one.deployment.name === deployment)
        .map((one) => run.stages[one.stage])
        .find((one) => one?.state === 'succeeded' && one.manifests.length > 0)
      if (stage === undefined) continue
      const { id, number, startedAt } = run
      return {
        origin: { version: `#${String(number)}`, run: id, number, at: stage.endedAt ?? startedAt },
        documents: stage.manifests.map(({ text }) => text),
        parameters: stage.parameters,
      }
    }
    return undefined
  }

  return async (application, deployment) => {
    const now = running.find((one) => one.target.application === application && one.target.deployment === deployment)
    if (now === undefined) return bySomeRun(application, deployment)
    const run = await reader.read(project, now.origin.run)
    return {
      origin: {
        version: now.origin.version,
        run: now.origin.run,
        number: now.origin.number ?? run?.number ?? 0,
        at: now.since,
      },
      documents: now.documents,
      parameters: run?.stages[now.origin.stage]?.parameters ?? [],
    }
  }
}
