import { parse as parseYaml } from 'yaml'
import { z } from 'zod'
import type { Evidence } from '#contract/gates.ts'
import type { ResolvedParameter } from '#domain/parameters/resolved.ts'
import type { Snapshot, StageSnapshot } from '#domain/run/snapshot.ts'
import type { Run } from '#domain/run/state.ts'
import type { Ports } from '../ports.ts'
import type { RunningVersion } from '../ports/target.ts'
import type { RunReader } from './run-reader.ts'

const identitySchema = z.looseObject({ kind: z.string(), metadata: z.looseObject({ name: z.string() }) })

/** What an approver compares: manifests, values and commits of the held stages against what runs now, and the tests of the run. */
export async function evidenceOf(
  ports: Ports,
  reader: RunReader,
  run: Run,
  snapshot: Snapshot,
  holds: readonly string[],
  digest: string,
): Promise<Evidence> {
  const running = await ports.target.running(run.project)
  const held = snapshot.stages.filter(({ stage }) => holds.includes(stage))
  const evidence: Evidence = { digest, manifests: [], values: [], commits: [], tests: testsOf(run), running: [] }
  for (const stage of held) {
    const { app, name } = stage.deployment
    const now = running.find(({ target }) => target.application === app && target.deployment === name)
    const previous = await previousStage(reader, run.project, now)
    evidence.manifests.push(...manifestChanges(app, now?.documents ?? [], run.stages[stage.stage]?.manifests ?? []))
    evidence.values.push(...valueChanges(app, previous?.parameters ?? [], run.stages[stage.stage]?.parameters ?? []))
    evidence.commits.push(...(await commitsSince(ports, run.project, snapshot, stage, previous?.snapshot)))
    if (now !== undefined) evidence.running.push({ application: app, version: now.origin.version, since: now.since })
  }
  return evidence
}

interface PreviousStage {
  readonly parameters: readonly ResolvedParameter[]
  readonly snapshot: Snapshot
}

async function previousStage(
  reader: RunReader,
  project: string,
  now: RunningVersion | undefined,
): Promise<PreviousStage | undefined> {
  const run = now === undefined ? undefined : await reader.read(project, now.origin.run)
  if (run === undefined || now === undefined) return undefined
  return { parameters: run.stages[now.origin.stage]?.parameters ?? [], snapshot: await reader.snapshot(run.snapshot) }
}

function manifestChanges(
  application: string,
  now: readonly string[],
  after: readonly { readonly path: string; readonly text: string }[],
): Evidence['manifests'] {
  const before = new Map(now.map((text) => [identityOf(text), text]))
  const planned = after.map(({ path, text }) => {
    const identity = identityOf(text)
    const old = before.get(identity) ?? ''
    before.delete(identity)
    return { path, application, now: old, after: text }
  })
  return [...planned, ...[...before].map(([path, text]) => ({ path, application, now: text, after: '' }))]
}

function identityOf(text: string): string {
  try {
    const parsed = identitySchema.safeParse(parseYaml(text))
    return parsed.success ? `${parsed.data.kind.toLowerCase()}/${parsed.data.metadata.name}` : text
  } catch {
    return text
  }
}

function valueChanges(
  application: string,
  now: readonly ResolvedParameter[],
  after: readonly ResolvedParameter[],
): Evidence['values'] {
  return after.flatMap((parameter) => {
    const old = shownValue(now.find(({ name }) => name === parameter.name))
    const value = shownValue(parameter)
    if (old === value) return []
    const winner = parameter.chain.find(({ won }) => won)
    return [
      {
        application,
        parameter: parameter.name,
        now: old,
        after: value,
        setBy: winner?.source?.text ?? winner?.layer ?? '',
      },
    ]
  })
}

/** A secret is shown by its reference only. */
function shownValue(parameter: ResolvedParameter | undefined): string {
  if (parameter?.secret !== undefined) return `${parameter.secret.key}@${parameter.secret.version ?? ''}`
  return parameter?.value ?? ''
}

/** Commits of the stage's application that the run brings and that what runs now does not have. */
async function commitsSince(
  ports: Ports,
  project: string,
  snapshot: Snapshot,
  { deployment }: StageSnapshot,
  previous: Snapshot | undefined,
): Promise<Evidence['commits']> {
  const { app } = deployment
  const commitOf = (from: Snapshot | undefined): { url: string; commit: string } | undefined =>
    from?.stages.find((stage) => stage.deployment.app === app && stage.commits.length > 0)?.commits[0]
  const [after, before] = [commitOf(snapshot), commitOf(previous)]
  const repository = /\/git\/[^/]+\/([^/]+)\.git$/.exec(after?.url ?? '')?.[1]
  if (after === undefined || repository === undefined) return []
  const log = await ports.repositories.listCommits({ project, repository }, after.commit, 50)
  if (!log.ok) return []
  const known = log.value.findIndex(({ commit }) => commit === before?.commit)
  return log.value.slice(0, known === -1 ? 20 : known).map((commit) => ({ ...commit, application: app }))
}

// Whole words of a name: a checkout is no check.
const testWords = /(^|-)(tests?|verify|checks?|scan|lint)(-|$)/

function testsOf(run: Run): Evidence['tests'] {
  return Object.values(run.stages).flatMap(({ stage, taskRuns }) =>
    taskRuns
      .filter(({ pipelineTask }) => testWords.test(pipelineTask) || testWords.test(stage))
      .map(({ pipelineTask, condition, startedAt, finishedAt }) => ({
        name: `${stage} / ${pipelineTask}`,
        state: condition.status === 'True' ? 'succeeded' : condition.status === 'False' ? 'failed' : 'running',
        seconds:
          startedAt === undefined || finishedAt === undefined
            ? 0
            : (Date.parse(finishedAt) - Date.parse(startedAt)) / 1000,
      })),
  )
}
