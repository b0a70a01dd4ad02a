import { problem, type Finding, type Problem } from '../../problem.ts'
import { err, ok, type Result } from '../../result.ts'
import { applyOrder } from './apply-order.ts'
import { interpolate, referencesIn, type InterpolationIssue, type ParamValue } from './interpolate.ts'
import type { KernelResource, Origin, ParameterOrigin } from '../kernel/kernel-answer.ts'
import type { Kernel, ModuleSources, PatternUse } from '../kernel/kernel.ts'
import { ignoredFindings, locateProblem } from '../kernel/locate-problem.ts'
import { mark, placeholdersFor, type Placeholders } from './placeholders.ts'
import type { QvsConfig, QvsDesignPattern } from '../qvs-config/qvs-config.ts'
import { sameObjects } from './same-objects.ts'
import { tellVersions } from './secret-versions.ts'

/** A QVS Config with everything needed to evaluate its adapters. */
export interface ManifestRequest {
  readonly config: QvsConfig
  readonly modules: readonly ModuleSources[]
  /** Values of the QVS Config's parameters as text, by name (Value Stream). */
  readonly values: Readonly<Record<string, string>>
  readonly secrets: Readonly<Record<string, { readonly key: string; readonly version?: string }>>
  /** Parameters whose values come from stages that have not run yet; the text shows them as `$(params.<name>)`. */
  readonly later?: readonly string[]
  /** Compiles the `appSetup` resources instead of `app`. */
  readonly setup?: boolean
  /** Whether leaves include their origins; true by default. */
  readonly provenance?: boolean
}

/** Resources in apply order, and the values that the adapters export. */
export interface CompiledResources {
  readonly resources: readonly KernelResource[]
  readonly outputs: KernelResource['data']
  /** Values that no adapter takes, and resources that a cluster would treat as the same object. */
  readonly findings: readonly Finding[]
}

/**
 * Compiles a QVS Config with values to its resources (Value Stream), in apply order. Missing values and values of the wrong type give
 * `missing-parameter` or `invalid-document`, each with its place in the QVS Config.
 */
export async function compileResources(
  kernel: Kernel,
  request: ManifestRequest,
): Promise<Result<CompiledResources, Problem>> {
  const first = await compileWith(kernel, request, [])
  const numbers = first.ok ? [] : readAsNumbers(first.error, request)
  return numbers.length === 0 ? first : compileWith(kernel, request, numbers)
}

/** Later values that an adapter converts to numbers (`strconv.Atoi(parameters.port)`), which their constraint does not show. */
function readAsNumbers(problem: Problem, { later = [] }: ManifestRequest): string[] {
  const told = (problem.findings ?? []).map(({ message }) => message).join('\n')
  return later.filter((name) => told.includes(`parsing "${mark(name)}"`))
}

async function compileWith(
  kernel: Kernel,
  request: ManifestRequest,
  numbers: readonly string[],
): Promise<Result<CompiledResources, Problem>> {
  const { config, modules } = request
  const placeholders = await chooseStandIns(kernel, request, numbers)
  if (!placeholders.ok) return placeholders
  const { uses, findings: unfit } = fillIn(config, paramValues(request, placeholders.value))
  if (unfit.length > 0) return err(valuesProblem([...unfit, ...(await alsoWrong(kernel, request, uses))]))
  const answer = await kernel.compileInfrastructure({
    modules,
    patterns: uses,
    setup: request.setup ?? false,
    provenance: request.provenance ?? true,
  })
  if (!answer.ok) return err(tellVersions(locateProblem(answer.error, config), config, request.secrets))
  const shown = answer.value.resources.map((resource) => ({
    ...resource,
    data: reveal(resource.data, placeholders.value),
    leaves: resource.leaves.map(({ path, origins }) => ({
      path,
      origins: origins.map((one) => tellConfig(one, config)),
    })),
  }))
  const { outputs, ignored } = answer.value
  const resources = applyOrder(shown)
  const findings = [...ignoredFindings(ignored, config), ...sameObjects(resources, config)]
  return ok({ resources, outputs, findings })
}

/** Adds the line in the QVS Config to parameters that it gives. */
function tellConfig(origin: Origin, config: QvsConfig): Origin {
  function tell(parameter: ParameterOrigin): ParameterOrigin {
    const from = parameter.from.map(tell)
    const entry = parameter.config === undefined ? undefined : config.designPatterns[parameter.config]
    const at = (parameter.option ? entry?.optionsAt : entry?.paramsAt)?.[parameter.name]
    if (entry === undefined || at === undefined) return { ...parameter, from }
    const path = `designPatterns[${parameter.config}].${parameter.option ? 'pipelineParams' : 'params'}.${parameter.name}`
    const params = parameter.option ? [] : referencesIn(entry.params[parameter.name])
    return { ...parameter, from, written: { ...at, path, params } }
  }
  const because = origin.because?.map((one) => ({ ...one, parameters: one.parameters.map(tell) }))
  return { ...origin, parameters: origin.parameters.map(tell), ...(because === undefined ? {} : { because }) }
}

async function chooseStandIns(
  kernel: Kernel,
  { config, modules, later = [] }: ManifestRequest,
  numbers: readonly string[],
): Promise<Result<Placeholders, Problem>> {
  if (later.length === 0) return ok(placeholdersFor(config, [], []))
  const patterns = config.designPatterns
    .filter(({ params }) =>
      Object.values(params).some((value) => referencesIn(value).some((name) => later.includes(name))),
    )
    .map(({ pattern }) => pattern)
  const described = await kernel.describe({ modules, patterns: [...new Set(patterns)] })
  return described.ok ? ok(placeholdersFor(config, later, described.value.adapters, numbers)) : described
}

function paramValues(request: ManifestRequest, placeholders: Placeholders): ReadonlyMap<string, ParamValue> {
  const out = new Map<string, ParamValue>([
    ['pathToSharedSource', { type: 'string', text: request.values['pathToSharedSource'] ?? '' }],
  ])
  for (const { name, type } of request.config.params) {
    if (type === 'secret') {
      const secret = request.secrets[name]
      if (secret !== undefined) out.set(name, { type, secret })
      else if (request.later?.includes(name) === true)
        out.set(name, { type, secret: { key: placeholders.values[name] ?? name } })
    } else {
      const text = request.values[name] ?? placeholders.values[name]
      if (text !== undefined) out.set(name, { type, text })
    }
  }
  return out
}

/** Fills in the adapters' values; fields with a missing or unfit value stay open and become findings. */
function fillIn(
  config: QvsConfig,
  values: ReadonlyMap<string, ParamValue>,
): { readonly uses: readonly PatternUse[]; readonly findings: readonly Finding[] } {
  const findings: Finding[] = []
  const uses = config.designPatterns.map((entry, index): PatternUse => {
    const params: Record<string, unknown> = {}
    const open: string[] = []
    for (const [field, value] of Object.entries(entry.params)) {
      const result = interpolate(value, values)
      if (result.issues.length === 0) params[field] = result.value
      else open.push(field)
      for (const issue of result.issues) findings.push(issueFinding(issue, entry, index, field, config))
    }
    return {
      pattern: entry.pattern,
      params,
      pipelineParams: entry.pipelineParams,
      ...(open.length === 0 ? {} : { open }),
    }
  })
  return { uses, findings }
}

function valuesProblem(findings: readonly Finding[]): Problem {
  const [first] = findings
  const errors = findings.filter(({ severity }) => severity === 'error')
  const missing = errors.every(({ code }) => code === 'param-missing' || code === 'adapter-missing-parameter')
  return problem(missing ? 'missing-parameter' : 'invalid-document', first?.message ?? 'Values are missing', {
    findings: [...findings],
    ...(first === undefined ? {} : { place: first.place }),
    ...(first?.fix === undefined ? {} : { fix: first.fix }),
  })
}

/** Errors that do not depend on missing values: report them now, so that people need not come back for them after filling in the values. */
const independent = new Set([
  'adapter-unknown-name',
  'adapter-missing-parameter',
  'adapter-no-pattern',
  'adapter-no-package',
  'adapter-parameter',
  'adapter-unfit-choice',
  'adapter-unfit-kind',
])

async function alsoWrong(
  kernel: Kernel,
  { config, modules, setup = false }: ManifestRequest,
  uses: readonly PatternUse[],
): Promise<readonly Finding[]> {
  const answer = await kernel.compileInfrastructure({ modules, patterns: uses, setup, provenance: false })
  if (answer.ok) return []
  const { findings = [] } = locateProblem(answer.error, config)
  return findings.filter(
    ({ severity, code, message }) =>
      severity === 'warning' ||
      (independent.has(code) && !lacksValue.test(message)) ||
      message.startsWith('cannot find package'),
  )
}

/** CUE's message about a place left open by a missing value, in an adapter that does not name the parameter there. */
const lacksValue = /(?:^|: )(?:incomplete|non-concrete) value /

const sentences: Readonly<Record<InterpolationIssue['kind'], (name: string) => string>> = {
  missing: (name) => `The parameter "${name}" has no value`,
  'not-int': (name) => `The parameter "${name}" is declared as int, but its value is no whole number`,
  'not-float': (name) => `The parameter "${name}" is declared as float, but its value is no number`,
  'not-bool': (name) => `The parameter "${name}" is declared as bool, but its value is neither true nor false`,
  'not-json': (name) => `The parameter "${name}" is declared as object, but its value is no JSON`,
  'not-text': (name) => `The parameter "${name}" is a secret and cannot stand inside a text`,
}

function issueFinding(
  issue: InterpolationIssue,
  entry: QvsDesignPattern,
  index: number,
  field: string,
  config: QvsConfig,
): Finding {
  const at = entry.paramsAt[field] ?? entry.at
  const secret = config.params.some(({ name, type }) => name === issue.name && type === 'secret')
  return {
    severity: 'error',
    code: `param-${issue.kind}`,
    message: sentences[issue.kind](issue.name),
    args: { name: issue.name, field, pattern: entry.pattern },
    ...(issue.kind === 'missing'
      ? {
          fix: secret
            ? `Set the secret "${issue.name}" on the deployment or a layer above it`
            : `Set the parameter "${issue.name}" on the deployment or a layer above it`,
        }
      : {}),
    place: {
      line: at.line,
      column: at.column,
      path: `designPatterns[${index}].params.${field}`,
      parameter: issue.name,
    },
  }
}

function reveal(data: KernelResource['data'], placeholders: Placeholders): KernelResource['data'] {
  type Json = KernelResource['data'][string]
  function walk(value: Json): Json {
    if (typeof value === 'string') return placeholders.reveal(value)
    if (Array.isArray(value)) return value.map(walk)
    if (typeof value === 'object' && value !== null)
      return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, walk(inner)]))
    return value
  }
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, walk(value)]))
}
