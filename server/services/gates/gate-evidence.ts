import type { Evidence } from '#contract/gate-evidence.ts'
import type { GateRun } from '#domain/run/gate-run.ts'
import type { Snapshot } from '#domain/run/snapshot.ts'
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
  /** Other runs of the line, newest first, as far as they had come. */
  readonly others: readonly Run[]
}

/**
 * What an approver compares: manifests, values and commits of the held stages against what runs now, and the tests of the run. Of a gate
 * that has closed, what there was to compare when it did.
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
  const manifests: Evidence['manifests'] = []
  const values: Evidence['values'] = []
  const versions: Evidence['running'] = []
  const stages: Evidence['stages'] = []
  let equalValues = 0
  for (const stage of held) {
    const { app, name } = stage.deployment
    const planned = run.stages[stage.stage]?.manifests ?? []
    const deploys = planned.length > 0
    const pipeline = stage.pipeline.metadata.name
    stages.push({ stage: stage.stage, pipeline, application: app, deployment: name, deploys })
    const now = deploys ? foundBy(stage, running) : undefined
    // What deploys nothing has only its own last time to be compared with.
    const origin = now === undefined ? undefined : await reader.read(run.project, now.origin.run)
    const previous = deploys ? origin?.stages[now?.origin.stage ?? ''] : lastTime(others, stage.stage)
    const parameters = run.stages[stage.stage]?.parameters ?? []
    if (deploys) {
      const changes = manifestChanges(now?.documents ?? [], planned)
      manifests.push(...changes.map((one) => ({ ...one, application: app, stage: stage.stage })))
    }
    const changed = valueChanges(previous?.parameters ?? [], parameters)
    values.push(...changed.map((one) => ({ ...one, application: app })))
    equalValues += parameters.length - changed.length
    if (now !== undefined && !versions.some(({ application }) => application === app))
      versions.push({
        ...{ application: app, version: now.origin.version, since: now.since, ...newerThan(run, origin) },
        ...(now.isElsewhere === undefined ? {} : { isElsewhere: now.isElsewhere }),
      })
  }
  return {
    digest: gate.evidence ?? '',
    stages,
    manifests,
    values,
    equalValues,
    commits: commits.brought,
    takenBack: commits.takenBack,
    commitsUnread: commits.unread,
    tests: testsOf(seen),
    running: versions,
    addresses: addressesOf(seen, snapshot),
    risk: riskOf(others, holds, manifests),
  }
}

/** The run that brought what runs there, if it began after this one. */
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

// Whole words of a name: a checkout is no check.
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
