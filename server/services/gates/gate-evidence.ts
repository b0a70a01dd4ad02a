import type { Evidence } from '#contract/gate-evidence.ts'
import { distinct } from '#domain/distinct.ts'
import type { GateRun } from '#domain/run/gate-run.ts'
import type { Snapshot, StageSnapshot } from '#domain/run/snapshot.ts'
import type { Run, StageRun } from '#domain/run/state.ts'
import { isWebAddress } from '#domain/run/web-address.ts'
import { manifestChanges, valueChanges } from '../deliveries/compare-deployed.ts'
import { foundBy, type DeployedVersion } from '../deliveries/deployed-version.ts'
import type { ComparedCommits } from './gate-commits.ts'
import { riskOf, upTo } from './gate-history.ts'
import type { RunReader } from '../runs/run-reader.ts'

/** What a run is compared with at a gate. */
export interface ComparedWith {
  readonly running: readonly DeployedVersion[]
  readonly commits: ComparedCommits
  /** Other runs of the line, newest first, in their state at that time. */
  readonly others: readonly Run[]
}

/**
 * An approver's evidence: manifests, values and commits of the held stages compared with what runs now, and the run's
 * tests. For a closed gate, as it was then.
 */
export async function evidenceOf(
  reader: RunReader,
  run: Run,
  snapshot: Snapshot,
  holds: readonly string[],
  gate: GateRun,
  { running, commits, others }: ComparedWith,
): Promise<Evidence> {
  const seen = upTo(gate.closedAt, run)
  const held = snapshot.stages.filter(({ stage }) => holds.includes(stage))
  const compared: ComparedStage[] = []
  for (const stage of held) compared.push(await compareStage(reader, run, stage, { running, others }))
  const now = compared.flatMap((one) => one.now ?? [])
  const manifests = compared.flatMap((one) => one.manifests)
  return {
    digest: gate.evidence ?? '',
    stages: compared.map(({ stage }) => stage),
    manifests,
    values: compared.flatMap(({ values }) => values),
    equalValues: compared.reduce((sum, { equalValues }) => sum + equalValues, 0),
    commits: commits.brought,
    takenBack: commits.takenBack,
    commitsUnread: commits.unread,
    tests: testsOf(seen),
    // Once per application, however many stages deploy it.
    running: distinct(now, ({ application }) => application),
    addresses: addressesOf(seen, snapshot),
    risk: riskOf(others, holds, manifests),
  }
}

/** What a held stage would change, and the version it replaces. */
interface ComparedStage extends Pick<Evidence, 'manifests' | 'values' | 'equalValues'> {
  readonly stage: Evidence['stages'][number]
  readonly now: Evidence['running'][number] | undefined
}

async function compareStage(
  reader: RunReader,
  run: Run,
  { stage, pipeline, deployment }: StageSnapshot,
  { running, others }: Pick<ComparedWith, 'running' | 'others'>,
): Promise<ComparedStage> {
  const { app: application, name } = deployment
  const { manifests: planned = [], parameters = [] } = run.stages[stage] ?? {}
  const deploys = planned.length > 0
  const now = deploys ? foundBy({ deployment, pipeline }, running) : undefined
  // A stage that deploys nothing can only be compared with its own last execution.
  const origin = now === undefined ? undefined : await reader.read(run.project, now.origin.run)
  const previous = deploys ? origin?.stages[now?.origin.stage ?? ''] : lastTime(others, stage)
  const changes = deploys ? manifestChanges(now?.documents ?? [], planned) : []
  const changed = valueChanges(previous?.parameters ?? [], parameters)
  return {
    stage: { stage, pipeline: pipeline.metadata.name, application, deployment: name, deploys },
    manifests: changes.map((one) => ({ ...one, application, stage })),
    values: changed.map((one) => ({ ...one, application })),
    equalValues: parameters.length - changed.length,
    now: now && {
      ...{ application, version: now.origin.version, since: now.since, ...newerThan(run, origin) },
      ...(now.isElsewhere === undefined ? {} : { isElsewhere: now.isElsewhere }),
    },
  }
}

/** The run that brought the running version, if it began after this one. */
function newerThan(run: Run, origin: Run | undefined): Pick<Evidence['running'][number], 'newer'> {
  if (origin === undefined || origin.id === run.id || origin.startedAt <= run.startedAt) return {}
  return { newer: { run: origin.id, number: origin.number } }
}

function lastTime(earlier: readonly Run[], stage: string): StageRun | undefined {
  return earlier.find((run) => run.stages[stage]?.state === 'succeeded')?.stages[stage]
}

function addressesOf(run: Run, { stages }: Snapshot): Evidence['addresses'] {
  const found = stages.flatMap(({ stage, deployment }) =>
    (run.stages[stage]?.results ?? []).flatMap(({ value }) =>
      typeof value === 'string' && isWebAddress(value.trim())
        ? [{ application: deployment.app, environment: deployment.environment, url: value.trim() }]
        : [],
    ),
  )
  return [...new Map(found.map((one) => [one.url, one])).values()]
}

// Whole words of a name, since a checkout is not a check.
const testWords = /(^|-)(tests?|verify|checks?|scan|lint)(-|$)/

function testsOf(run: Run): Evidence['tests'] {
  return Object.values(run.stages).flatMap(({ stage, taskRuns }) =>
    taskRuns
      .filter(({ pipelineTask }) => testWords.test(pipelineTask) || testWords.test(stage))
      .map(({ pipelineTask, condition, startedAt, finishedAt }) => ({
        name: `${stage} / ${pipelineTask}`,
        stage,
        task: pipelineTask,
        state: condition.status === 'True' ? 'succeeded' : condition.status === 'False' ? 'failed' : 'running',
        seconds:
          startedAt === undefined || finishedAt === undefined
            ? 0
            : (Date.parse(finishedAt) - Date.parse(startedAt)) / 1000,
      })),
  )
}
