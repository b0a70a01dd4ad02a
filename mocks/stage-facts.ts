import type { RolloutRequest } from '#domain/target/target-messages.ts'
import { snapshotSchema } from '#domain/run/snapshot.ts'
import { runLabels } from '#domain/run/stage/stage-pipeline-run.ts'
import type { PipelineRun } from '#domain/tekton/pipeline.ts'
import type { TaskRunStatus } from '#domain/tekton/run/status.ts'
import type { Ports } from '#server/ports.ts'

/** What the simulation needs to know about the stage of a PipelineRun. */
export interface StageFacts {
  /** The rollout of its deploying task; undefined for a stage without manifests. */
  readonly rollout: RolloutRequest | undefined
  /** The commit that the stage's sources are frozen at. */
  readonly commit: string | undefined
  /** TaskRuns that ended before the page was loaded. */
  readonly ended: readonly TaskRunStatus[]
}

const nothing: StageFacts = { rollout: undefined, commit: undefined, ended: [] }

/** Reads the facts from the run's own events and snapshot. */
export async function readStageFacts(
  { runs, snapshots }: Pick<Ports, 'runs' | 'snapshots'>,
  { metadata }: PipelineRun,
): Promise<StageFacts> {
  const {
    [runLabels.run]: run = '',
    [runLabels.stage]: stage = '',
    [runLabels.attempt]: attempt = '0',
  } = metadata.labels ?? {}
  const events = (await runs.read(run)).map(({ event }) => event)
  const [started] = events
  if (started?.kind !== 'run-started') return nothing
  const text = await snapshots.get(started.snapshot)
  if (text === undefined) return nothing
  const data: unknown = JSON.parse(text)
  const frozen = snapshotSchema.parse(data).stages
  const own = frozen.find((one) => one.stage === stage)
  const ready = events.findLast((event) => event.kind === 'stage-ready' && event.stage === stage)
  const ended = new Map(
    events.flatMap((event) =>
      event.kind === 'task-changed' &&
      event.stage === stage &&
      String(event.attempt) === attempt &&
      event.taskRun.condition.status !== 'Unknown'
        ? [[`${event.taskRun.name}/${String(event.taskRun.retry)}`, event.taskRun] as const]
        : [],
    ),
  )
  const facts = { ended: [...ended.values()], commit: own?.commits[0]?.commit }
  if (own === undefined || ready?.kind !== 'stage-ready' || ready.manifests.length === 0)
    return { ...facts, rollout: undefined }
  const { app, name, environment } = own.deployment
  const commit = frozen.find(({ deployment, commits }) => deployment.app === app && commits.length > 0)?.commits[0]
    ?.commit
  return {
    ...facts,
    rollout: {
      target: { project: metadata.namespace ?? '', application: app, deployment: name, environment },
      documents: ready.manifests.map((manifest) => manifest.text),
      secrets: [],
      origin: {
        run,
        number: started.number,
        attempt: Number(attempt),
        stage,
        version: commit?.slice(0, 7) ?? `#${String(started.number)}`,
        stageDigest: ready.digest,
        by: started.by.name,
      },
      idempotencyKey: `${run}/${attempt}/${stage}`,
    },
  }
}
