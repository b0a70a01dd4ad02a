import { parseExpressions, replaceExpressions } from '../line/expressions.ts'
import type { AssemblyLine, Stage } from '../line/line.ts'
import type { World } from '../line/world.ts'
import { deploymentNamed, pipelineNamed } from '../line/world-index.ts'
import type { Deployment } from '../project.ts'
import { boundSecrets, type DeclaredParameter, declaredParameters } from './declared.ts'
import { autoBoundNames, derivedValues, type Derived } from './derived.ts'
import type { Layer, Origin, ResolvedParameter } from './resolved.ts'

/**
 * What is known when values are resolved. Without `inputs` (while drawing a line) a line input counts as not yet known; with them, an input that is
 * neither given nor has a default is missing. `results` holds those of ended stages, by stage and name.
 */
export interface KnownValues {
  readonly inputs?: Readonly<Record<string, string>>
  readonly results?: Readonly<Record<string, Readonly<Record<string, string>>>>
  /** Approvers' answers by gate, then by field. */
  readonly answers?: Readonly<Record<string, Readonly<Record<string, string>>>>
}

/**
 * Resolves every parameter of a stage with its whole chain, losers included: the line's binding, then Deployment, Environment,
 * Application, project, derived values, then the default. A lifted name falls back to its original name before the default. An unknown
 * Pipeline gives no parameters; an unknown Deployment leaves the line's bindings and the defaults.
 */
export function resolveStage(
  line: AssemblyLine,
  stage: Stage,
  world: World,
  known: KnownValues = {},
): readonly ResolvedParameter[] {
  const pipeline = pipelineNamed(world, stage.spec.pipeline)
  if (pipeline === undefined) return []
  const scope = scopeOf(line, stage, world, known)
  return declaredParameters(pipeline).map((parameter) => resolveParameter(parameter, scope))
}

/** Returns the value that `$(params.<name>)` reads from the stage's Deployment, without the line and without defaults. */
export function deploymentValue(world: World, deployment: Deployment, name: string): Origin | undefined {
  return layersOf(name, {
    deployment,
    world,
    derived: derivedValues(world, deployment),
    config: configDocument(deployment),
  }).find((origin) => origin.value !== undefined)
}

/**
 * Returns a function that looks names up below the line, as a stage would: from the Deployment down to derived values, then the same for the original
 * name.
 */
export function deploymentLayers(
  world: World,
  deployment: Deployment,
): (name: string, originalName?: string) => readonly Origin[] {
  const scope = { deployment, world, derived: derivedValues(world, deployment), config: configDocument(deployment) }
  return (name, originalName) => [
    ...layersOf(name, scope),
    ...(originalName === undefined ? [] : layersOf(originalName, scope)),
  ]
}

interface DeploymentScope {
  readonly world: World
  readonly deployment: Deployment
  readonly derived: ReadonlyMap<string, Derived>
  readonly config: string
}

interface Scope {
  readonly line: AssemblyLine
  readonly stage: Stage
  readonly known: KnownValues
  readonly deployed: DeploymentScope | undefined
  readonly secrets: ReadonlyMap<
    string,
    { readonly key: string; readonly version?: string | undefined; readonly layer: Layer }
  >
}

function scopeOf(line: AssemblyLine, stage: Stage, world: World, known: KnownValues): Scope {
  const { app, name } = stage.spec.deployment
  const deployment = deploymentNamed(world, app, name)
  const deployed =
    deployment === undefined
      ? undefined
      : { world, deployment, derived: derivedValues(world, deployment), config: configDocument(deployment) }
  const secrets = new Map(
    (deployment?.secrets ?? []).map((secret) => [secret.name, { ...secret, layer: 'deployment' as Layer }]),
  )
  for (const secret of boundSecrets(stage)) secrets.set(secret.name, { ...secret, layer: 'line' })
  return { line, stage, known, deployed, secrets }
}

function configDocument(deployment: Deployment): string {
  return `parameters/${deployment.application}/${deployment.name}`
}

function resolveParameter(parameter: DeclaredParameter, scope: Scope): ResolvedParameter {
  const { name, originalName } = parameter
  const secret = scope.secrets.get(name) ?? (originalName === undefined ? undefined : scope.secrets.get(originalName))
  const binding = (scope.stage.spec.params ?? []).findLast((entry) => entry.name === name)
  const bound = binding === undefined ? undefined : evaluate(binding.value, scope)
  const layers = [
    lineOrigin(scope, name, binding?.value, bound),
    ...(scope.deployed === undefined ? [] : layersOf(name, scope.deployed)),
    ...(scope.deployed === undefined || originalName === undefined ? [] : layersOf(originalName, scope.deployed)),
    defaultOrigin(parameter, scope.stage.spec.pipeline),
  ]
  const base = { name, ...(originalName === undefined ? {} : { originalName }) }
  if (binding === undefined && secret !== undefined) {
    const { key, version, layer } = secret
    const chain = layers.map((origin) => ({ ...origin, won: origin.layer === layer }))
    return {
      ...base,
      state: 'secret',
      waitsFor: [],
      secret: { key, ...(version === undefined ? {} : { version }) },
      chain: chain.filter(firstWinner),
    }
  }
  const winner = bound === undefined ? layers.findIndex((origin) => origin.value !== undefined) : 0
  const chain = layers.map((origin, index) => ({ ...origin, won: index === winner }))
  const waitsFor = winner === 0 ? [...(bound?.waitsFor ?? [])] : []
  const value = chain[winner]?.value
  if (waitsFor.length > 0) return { ...base, state: 'later', waitsFor, chain }
  if (value === undefined)
    return { ...base, state: 'missing', waitsFor: [], chain: chain.map((origin) => ({ ...origin, won: false })) }
  return { ...base, state: 'known', value, waitsFor: [], chain }
}

/** A lifted name can give the winning layer two links; the first one wins. */
function firstWinner(origin: Origin, index: number, chain: readonly Origin[]): boolean {
  return !origin.won || chain.findIndex((entry) => entry.won) === index
}

function lineOrigin(scope: Scope, name: string, expression: string | undefined, bound: Evaluated | undefined): Origin {
  const source = { document: `line/${scope.line.metadata.name}`, text: `${scope.stage.name}.${name}` }
  return {
    layer: 'line',
    ...(bound?.value === undefined ? {} : { value: bound.value }),
    ...(expression === undefined || parseExpressions(expression).length === 0 ? {} : { expression }),
    ...(expression === undefined ? {} : { source }),
    won: false,
  }
}

function defaultOrigin(parameter: DeclaredParameter, pipeline: string): Origin {
  return {
    layer: 'default',
    ...(parameter.default === undefined ? {} : { value: parameter.default }),
    source: { document: `pipeline/${pipeline}`, text: pipeline },
    won: false,
  }
}

/** Returns the links from the Deployment down to derived values; auto-bound names may be set on the Deployment only. */
function layersOf(name: string, { world, deployment, derived, config }: DeploymentScope): readonly Origin[] {
  const { application, environment } = deployment
  const ownOnly = autoBoundNames.has(name)
  const link = (layer: Layer, value: string | undefined, document: string, text: string): Origin => ({
    layer,
    ...(value === undefined ? {} : { value }),
    source: { document, text },
    won: false,
  })
  const from = derived.get(name)
  return [
    link('deployment', deployment.config[name], config, `${application}/${deployment.name}`),
    ...(ownOnly
      ? []
      : [
          link(
            'environment',
            world.layers.environments[environment]?.[name],
            `parameters/environment/${environment}`,
            environment,
          ),
          link(
            'application',
            world.layers.applications[application]?.[name],
            `parameters/application/${application}`,
            application,
          ),
          link('project', world.layers.project[name], 'parameters/project', world.project),
        ]),
    link('derived', from?.value, from?.document ?? `deployment/${application}/${deployment.name}`, from?.text ?? ''),
  ]
}

interface Evaluated {
  /** Undefined while something is missing or comes later. */
  readonly value: string | undefined
  readonly waitsFor: readonly string[]
}

/** Fills the expressions of a binding (Value Stream) and keeps the text around them. */
function evaluate(text: string, { line, known, deployed }: Pick<Scope, 'line' | 'known' | 'deployed'>): Evaluated {
  const waitsFor: string[] = []
  let isMissing = false
  function found(value: string | undefined): string | undefined {
    if (value === undefined) isMissing = true
    return value
  }
  function later(value: string | undefined, name: string): string | undefined {
    if (value === undefined) waitsFor.push(name)
    return value
  }
  const value = replaceExpressions(text, (expression) => {
    switch (expression.kind) {
      case 'input': {
        const declared = line.spec.params?.find((input) => input.name === expression.name)
        if (known.inputs !== undefined) return found(known.inputs[expression.name] ?? declared?.default)
        return declared === undefined ? found(undefined) : later(undefined, `inputs.${expression.name}`)
      }
      case 'result':
        return later(known.results?.[expression.stage]?.[expression.result], `${expression.stage}.${expression.result}`)
      case 'answer':
        return later(
          known.answers?.[expression.gate]?.[expression.field],
          `gates.${expression.gate}.${expression.field}`,
        )
      case 'param':
        return found(
          deployed === undefined
            ? undefined
            : deploymentValue(deployed.world, deployed.deployment, expression.name)?.value,
        )
      case 'unknown':
        return undefined
    }
  })
  const isComplete = !isMissing && waitsFor.length === 0
  return { value: isComplete ? value : undefined, waitsFor: isMissing ? [] : [...new Set(waitsFor)] }
}

/** Fills the expressions of a text without a Deployment, such as a line's result; undefined while a value is missing. */
export function evaluateForLine(line: AssemblyLine, text: string, known: KnownValues): string | undefined {
  return evaluate(text, { line, known: { ...known, inputs: known.inputs ?? {} }, deployed: undefined }).value
}
