import { enabledLine } from '#domain/line/enabled.ts'
import { parseExpressions } from '#domain/line/expressions.ts'
import type { AssemblyLine, Stage } from '#domain/line/line.ts'
import { parseLine } from '#domain/line/parse.ts'
import { validateLine } from '#domain/line/validate.ts'
import type { RulesByEnvironment } from '#domain/gates/rules.ts'
import { documentId, type DocumentVersion } from '#domain/documents.ts'
import { deploymentValue, resolveStage } from '#domain/parameters/resolve.ts'
import type { ResolvedParameter } from '#domain/parameters/resolved.ts'
import { nearestName } from '#domain/line/nearest-name.ts'
import { problem, type Problem } from '#domain/problem.ts'
import { say } from '#domain/sentence.ts'
import { err, ok, type Result } from '#domain/result.ts'
import { notProven } from '#domain/run/retry/not-proven.ts'
import type { Snapshot, StageSnapshot } from '#domain/run/snapshot.ts'
import { usedTasks } from '#domain/tekton/used-tasks.ts'
import type { Engine } from '../../engines/engine.ts'
import type { Ports } from '../../ports.ts'
import { readRules } from '../gates/environment-rules.ts'
import { describeCommits } from '../repositories/describe-commits.ts'
import { checkedStage } from './refused-stage.ts'
import { pinCommits } from '../repositories/pin-commits.ts'
import { frozenConfig, type WorldReading, type WorldService } from '../documents/world.ts'

/** Freezes a published line with everything that it refers to, or says what is missing or wrong. */
export async function freezeRun(
  ports: Ports,
  { worlds, engine }: { readonly worlds: Pick<WorldService, 'read'>; readonly engine: Pick<Engine, 'validate'> },
  project: string,
  document: DocumentVersion,
  given: Readonly<Record<string, string>>,
): Promise<Result<Snapshot, Problem>> {
  const parsed = parseLine(document.text)
  const reading = await worlds.read(project)
  const wrong = validateLine(parsed, reading.world).filter(({ severity }) => severity === 'error')
  const line = parsed.line === undefined ? undefined : enabledLine(parsed.line)
  if (line === undefined || wrong.length > 0) {
    const own = wrong.map((finding) => ({ ...finding, place: { document: document.id, ...finding.place } }))
    // A pipeline is also missing where the QVS Config that brings it did not compile, and then that is what is wrong.
    const configs = new Set<string | undefined>(
      line?.spec.stages.map(({ spec }) => documentId('qvs-config', spec.deployment.app)),
    )
    const causes = reading.findings.filter(({ severity, place }) => severity === 'error' && configs.has(place.document))
    const findings = [...causes, ...own]
    return err(
      problem('invalid-document', findings[0]?.message ?? say`The line cannot be read`, {
        findings,
        fix: causes[0]?.fix ?? say`Open the line and see its problems`,
      }),
    )
  }
  const inputs = inputsOf(line, given)
  if (!inputs.ok) return inputs
  const secrets = await ports.secrets.list(project)
  const rules = await readRules(ports.documents, project)
  const stages: StageSnapshot[] = []
  for (const stage of line.spec.stages) {
    const frozen = await freezeStage(ports, project, {
      line,
      stage,
      reading,
      inputs: inputs.value,
      secrets,
      rules,
      earlier: stages,
    })
    const checked = frozen.ok ? checkedStage(engine, frozen.value) : frozen
    if (!checked.ok) return checked
    stages.push(checked.value)
  }
  return ok({
    line,
    lineVersion: { number: document.version, digest: document.digest },
    inputs: inputs.value,
    stages: await describeCommits(ports, project, reading.world.repositories, stages),
    modules: modulesOf(stages),
    notProven: notProven(stages),
  })
}

/** Every module that any stage was compiled with, once. */
function modulesOf(stages: readonly StageSnapshot[]): Snapshot['modules'] {
  const all = stages.flatMap(({ qvsConfig }) => qvsConfig?.modules ?? [])
  return [...new Map(all.map((module) => [`${module.name}#${module.digest}`, module])).values()]
}

interface StageContext {
  readonly line: AssemblyLine
  readonly stage: Stage
  readonly reading: WorldReading
  readonly inputs: Readonly<Record<string, string>>
  readonly rules: RulesByEnvironment
  readonly earlier: readonly StageSnapshot[]
  readonly secrets: readonly { readonly key: string; readonly environment: string; readonly version: string }[]
}

async function freezeStage(
  ports: Ports,
  project: string,
  context: StageContext,
): Promise<Result<StageSnapshot, Problem>> {
  const { line, stage, reading, inputs } = context
  const { world } = reading
  const { app, name } = stage.spec.deployment
  const deployment = world.deployments.find((one) => one.application === app && one.name === name)
  const pipeline = world.pipelines.find(({ metadata }) => metadata.name === stage.spec.pipeline)
  if (deployment === undefined || pipeline === undefined) {
    const message =
      pipeline === undefined
        ? say`Stage ${stage.name} refers to the pipeline ${stage.spec.pipeline}, which does not exist`
        : say`Stage ${stage.name} refers to the deployment ${app}/${name}, which does not exist`
    return err(problem('invalid-document', message, { place: { stage: stage.name } }))
  }
  const resolved = resolveStage(line, stage, world, { inputs })
  const missing = resolved.find(({ state }) => state === 'missing')
  if (missing !== undefined) {
    return err(
      problem('missing-parameter', say`Stage ${stage.name} has no value for "${missing.name}"`, {
        fix: say`Set it for ${app} in ${deployment.environment}, or bind it in the stage`,
        place: { document: documentId('line', line.metadata.name), stage: stage.name, parameter: missing.name },
      }),
    )
  }
  const isHeld = (stage.gates?.length ?? 0) + (context.rules[deployment.environment]?.gates.length ?? 0) > 0
  const held = { name: stage.name, environment: deployment.environment, isHeld }
  const earlier = context.earlier.flatMap(({ commits }) => commits)
  const pinned = await pinCommits(ports, project, held, resolved, world, earlier)
  if (!pinned.ok) return pinned
  const qvsConfig = reading.qvsConfigs.get(app)
  return ok({
    stage: stage.name,
    pipeline,
    tasks: usedTasks(pipeline, world.tasks),
    deployment: { app, name, environment: deployment.environment },
    parameters: pinned.value.parameters.map((parameter) =>
      withSecretVersion(parameter, deployment.environment, context.secrets),
    ),
    values: expressionValues(stage, (param) => deploymentValue(world, deployment, param)?.value),
    ...(qvsConfig === undefined ? {} : { qvsConfig: frozenConfig(qvsConfig) }),
    commits: pinned.value.commits,
  })
}

function inputsOf(
  { spec }: AssemblyLine,
  given: Readonly<Record<string, string>>,
): Result<Record<string, string>, Problem> {
  const known = (spec.params ?? []).map(({ name }) => name)
  const unknown = Object.keys(given).find((name) => !known.includes(name))
  if (unknown !== undefined) {
    const near = nearestName(unknown, known)
    const fix =
      near !== undefined
        ? say`Did you mean ${near}?`
        : known.length === 0
          ? say`It has no inputs`
          : say`It has: ${known.join(', ')}`
    return err(problem('invalid-request', say`The line has no input "${unknown}"`, { fix }))
  }
  const inputs: Record<string, string> = {}
  for (const { name, default: initial } of spec.params ?? []) {
    const value = given[name] ?? initial
    if (value === undefined)
      return err(
        problem('missing-parameter', say`The input "${name}" has no value`, {
          fix: say`Fill it in the start form`,
          place: { parameter: name },
        }),
      )
    inputs[name] = value
  }
  return ok(inputs)
}

/** The platform's own secrets get the version that they have now, so that a retry takes the same. */
function withSecretVersion(
  parameter: ResolvedParameter,
  environment: string,
  known: StageContext['secrets'],
): ResolvedParameter {
  const { secret } = parameter
  if (secret === undefined || secret.version !== undefined) return parameter
  const version = known.find((one) => one.key === secret.key && one.environment === environment)?.version
  return version === undefined ? parameter : { ...parameter, secret: { ...secret, version } }
}

function expressionValues({ spec }: Stage, valueOf: (param: string) => string | undefined): Record<string, string> {
  const names = (spec.params ?? []).flatMap(({ value }) =>
    parseExpressions(value).flatMap((expression) => (expression.kind === 'param' ? [expression.name] : [])),
  )
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = valueOf(name)
      return value === undefined ? [] : [[name, value]]
    }),
  )
}
