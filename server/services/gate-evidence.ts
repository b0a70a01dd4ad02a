import type { Evidence } from '#contract/gates.ts'
import type { ResolvedParameter } from '#domain/parameters/resolved.ts'
import type { Snapshot } from '#domain/run/snapshot.ts'
import type { Run } from '#domain/run/state.ts'
import { isWebAddress } from '#domain/run/web-address.ts'
import type { Ports } from '../ports.ts'
import type { RunningVersion } from '../ports/target.ts'
import { manifestChanges, valueChanges } from './compare-deployed.ts'
import { commitsSince } from './gate-commits.ts'
import { riskOf } from './gate-history.ts'
import type { RunReader } from './run-reader.ts'

/** What an approver compares: manifests, values and commits of the held stages against what runs now, and the tests of the run. */
export async function evidenceOf(
  ports: Ports,
  reader: RunReader,
  run: Run,
  snapshot: Snapshot,
  holds: readonly string[],
  digest: string,
  earlier: readonly Run[],
): Promise<Evidence> {
  const running = await ports.target.running(run.project)
  const held = snapshot.stages.filter(({ stage }) => holds.includes(stage))
  const manifests: Evidence['manifests'] = []
  const values: Evidence['values'] = []
  const versions: Evidence['running'] = []
  let equalValues = 0
  for (const stage of held) {
    const { app, name } = stage.deployment
    // Only what is deployed can be compared with what runs.
    const planned = run.stages[stage.stage]?.manifests ?? []
    if (planned.length === 0) continue
    const now = running.find(({ target }) => target.application === app && target.deployment === name)
    const previous = await previousStage(reader, run.project, now)
    const parameters = run.stages[stage.stage]?.parameters ?? []
    const changes = manifestChanges(now?.documents ?? [], planned)
    manifests.push(...changes.map((one) => ({ ...one, application: app, stage: stage.stage })))
    const changed = valueChanges(previous?.parameters ?? [], parameters)
    values.push(...changed.map((one) => ({ ...one, application: app })))
    equalValues += parameters.length - changed.length
    if (now !== undefined && !versions.some(({ application }) => application === app))
      versions.push({ application: app, version: now.origin.version, since: now.since })
  }
  const commits = await commitsSince(ports, reader, run.project, snapshot, held)
  const risk = riskOf(earlier, holds, manifests)
  const addresses = addressesOf(run, snapshot)
  return { digest, manifests, values, equalValues, commits, tests: testsOf(run), running: versions, addresses, risk }
}

interface PreviousStage {
  readonly parameters: readonly ResolvedParameter[]
}

async function previousStage(
  reader: RunReader,
  project: string,
  now: RunningVersion | undefined,
): Promise<PreviousStage | undefined> {
  const run = now === undefined ? undefined : await reader.read(project, now.origin.run)
  if (run === undefined || now === undefined) return undefined
  return { parameters: run.stages[now.origin.stage]?.parameters ?? [] }
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
