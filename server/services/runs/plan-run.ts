import type { PlannedGate, PlannedStage, RunPlan } from '#contract/run-plans.ts'
import { closedAt } from '#domain/gates/calendar.ts'
import { type DemandedGate, demandedGates } from '#domain/gates/demanded.ts'
import type { RulesByEnvironment } from '#domain/gates/rules.ts'
import { missingApprovers, standingOf } from '#domain/gates/voting.ts'
import { lineGraph, topologicalOrder } from '#domain/line/graph.ts'
import { dataDigest } from '#domain/manifests/canonical-json.ts'
import type { ResolvedParameter } from '#domain/parameters/resolved.ts'
import { problemFinding, type Finding } from '#domain/problem.ts'
import type { Member } from '#domain/project.ts'
import type { Snapshot, StageSnapshot } from '#domain/run/snapshot.ts'
import { tasksAhead } from '#domain/tekton/run/tasks-ahead.ts'
import type { Ports } from '../../ports.ts'
import { manifestChanges, valueChanges } from '../deliveries/compare-deployed.ts'
import { readRules } from '../gates/environment-rules.ts'
import type { Deployed } from '../deliveries/deployed.ts'
import { foundBy } from '../deliveries/deployed-version.ts'
import { manifestsOfStage } from './prepare-stage.ts'
import type { ProjectModules } from '../modules/project-modules.ts'
import type { RunReader } from './run-reader.ts'

type FrozenManifests = readonly { readonly path: string; readonly text: string }[]

export interface PlanServices {
  readonly reader: RunReader
  readonly deployed: Pick<Deployed, 'now'>
  readonly modules: Pick<ProjectModules, 'frozen'>
}

/**
 * What a run of a snapshot would do: every stage in order, with gates, values, and manifests compared with what was
 * deployed last. `frozen` are manifests that need no compiling.
 */
export async function describePlan(
  ports: Ports,
  services: PlanServices,
  project: string,
  snapshot: Snapshot,
  more: {
    /** Who would request the run, including the person behind a machine. */
    readonly requesters: readonly string[]
    readonly disabled?: readonly string[]
    readonly frozen?: Readonly<Record<string, FrozenManifests>>
  },
): Promise<RunPlan> {
  const rules = await readRules(ports.documents, project)
  const gates = demandedGates(snapshot, rules)
  const members = await ports.projects.members(project)
  const deployed = await lastDeployed(services, project)
  const graph = lineGraph(snapshot.line)
  const stages: PlannedStage[] = []
  for (const name of topologicalOrder(graph)) {
    const stage = snapshot.stages.find((one) => one.stage === name)
    if (stage === undefined) continue
    const compiled = await manifestsAhead(ports, services, project, snapshot, stage, more.frozen?.[name])
    stages.push(
      plannedStage(stage, compiled, await deployed(stage), {
        after: [...(graph.before.get(name) ?? [])],
        gates: gates.filter(({ holds }) => holds.includes(name)).map(({ key }) => key),
      }),
    )
  }
  return {
    line: snapshot.line.metadata.name,
    version: snapshot.lineVersion.number,
    inputs: snapshot.inputs,
    stages,
    disabled: [...(more.disabled ?? [])],
    gates: gates.map((gate) =>
      plannedGate(gate, { rules, members, requesters: more.requesters, now: ports.clock.now() }),
    ),
    notProven: snapshot.notProven,
    digest: dataDigest(snapshot),
  }
}

/** The version last deployed to a Deployment, with its values. */
interface LastDeployed {
  readonly origin: { readonly version: string; readonly run: string; readonly number: number; readonly at: string }
  readonly documents: readonly string[]
  readonly parameters: readonly ResolvedParameter[]
}

async function lastDeployed({ reader, deployed }: PlanServices, project: string) {
  const versions = await deployed.now(project)
  return async (stage: StageSnapshot): Promise<LastDeployed | undefined> => {
    const now = foundBy(stage, versions)
    if (now === undefined) return undefined
    const { run: id, version, stage: origin, number } = now.origin
    const run = await reader.read(project, id)
    return {
      origin: { version, run: id, number: number ?? run?.number ?? 0, at: now.since },
      documents: now.documents,
      parameters: run?.stages[origin]?.parameters ?? [],
    }
  }
}

interface ManifestsAhead {
  readonly manifests: FrozenManifests
  readonly findings: readonly Finding[]
}

async function manifestsAhead(
  { kernel, target }: Ports,
  { modules }: PlanServices,
  project: string,
  snapshot: Snapshot,
  stage: StageSnapshot,
  frozen: FrozenManifests | undefined,
): Promise<ManifestsAhead> {
  if (frozen !== undefined) return { manifests: frozen, findings: [] }
  const sources = await modules.frozen(project, stage.qvsConfig?.modules ?? snapshot.modules)
  const compiled = sources.ok ? await manifestsOfStage(kernel, sources.value, stage, stage.parameters) : sources
  if (!compiled.ok) {
    const { findings = [] } = compiled.error
    const whole = problemFinding({ ...compiled.error, place: { stage: stage.stage } })
    return { manifests: [], findings: findings.length > 0 ? findings : [whole] }
  }
  const { manifests, findings } = compiled.value
  // The target would refuse placeholders for later values.
  const isComplete = stage.parameters.every(({ state }) => state !== 'later')
  const refused = isComplete && manifests.length > 0 ? target.validate(manifests.map(({ text }) => text)) : []
  return { manifests, findings: [...findings, ...refused] }
}

function plannedStage(
  { stage, pipeline, deployment: { app, name, environment }, parameters, commits }: StageSnapshot,
  { manifests, findings }: ManifestsAhead,
  deployed: LastDeployed | undefined,
  place: Pick<PlannedStage, 'after' | 'gates'>,
): PlannedStage {
  // A stage that deploys nothing has nothing to compare with.
  const before = manifests.length === 0 ? undefined : deployed
  return {
    stage,
    application: app,
    deployment: name,
    environment,
    pipeline: pipeline.metadata.name,
    ...place,
    tasks: [...tasksAhead(pipeline, knownValues(parameters))],
    parameters: [...parameters],
    commits: [...commits],
    manifests: [...manifestChanges(before?.documents ?? [], manifests)],
    values: before === undefined ? [] : [...valueChanges(before.parameters, parameters)],
    ...(before === undefined ? {} : { deployed: before.origin }),
    findings: [...findings],
  }
}

function knownValues(parameters: readonly ResolvedParameter[]): ReadonlyMap<string, string> {
  return new Map(
    parameters.flatMap(({ name, state, value }) =>
      state === 'known' && value !== undefined ? [[name, value] as const] : [],
    ),
  )
}

function plannedGate(
  { key, gate, live, holds, environments }: DemandedGate,
  around: {
    readonly rules: RulesByEnvironment
    readonly members: readonly Member[]
    readonly requesters: readonly string[]
    readonly now: number
  },
): PlannedGate {
  const { rules, members, requesters, now } = around
  // Commit authors are not known yet, and nobody has voted.
  const ballot = { gate, requesters, committers: [], decisions: [] }
  const closed = environments.flatMap((environment) => {
    const own = rules[environment]
    return own === undefined ? [] : (closedAt(own, now) ?? [])
  })[0]
  return {
    key,
    title: gate.title ?? gate.name,
    environment: environments[0] ?? '',
    required: gate.requiredApprovals,
    missing: missingApprovers(
      gate,
      members.map((member) => standingOf(ballot, member)),
    ),
    live,
    holds: [...holds],
    ...(closed === undefined
      ? {}
      : {
          closed: {
            why: closed.why,
            ...(closed.until === undefined ? {} : { until: new Date(closed.until).toISOString() }),
          },
        }),
  }
}
