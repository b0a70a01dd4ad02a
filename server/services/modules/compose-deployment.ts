import type { z } from 'zod'
import type { composeDeployment } from '#contract/compositions.ts'
import { haveSetup } from '#domain/adapters/compile/compile-phases.ts'
import { compileManifests } from '#domain/adapters/compile/compile-manifests.ts'
import type { ManifestRequest } from '#domain/adapters/compile/compile-resources.ts'
import {
  type ComposedManifest,
  composedManifest,
  type ComposedStage,
  composedStage,
  uniteApart,
  uniteStagesApart,
} from '#domain/adapters/compile/composition.ts'
import type { Kernel } from '#domain/adapters/kernel/kernel.ts'
import { shortPattern } from '#domain/adapters/compile/placeholders.ts'
import { heldPart } from '#domain/adapters/modules/found-module.ts'
import { parseQvsConfig, type QvsConfig, type QvsDesignPattern } from '#domain/adapters/qvs-config/qvs-config.ts'
import type { World } from '#domain/line/world.ts'
import { dataDigest } from '#domain/manifests/canonical-json.ts'
import { deploymentValue } from '#domain/parameters/resolve.ts'
import { problem, findingsOf, toldOnce, type Finding, type Problem } from '#domain/problem.ts'
import { say } from '#domain/sentence.ts'
import type { Deployment } from '#domain/project.ts'
import { err, ok, type Result } from '#domain/result.ts'
import { keepAnswers, type KeptAnswers } from '../kept-answers.ts'
import type { QvsSource, WorldService } from '../documents/world.ts'

type Composition = z.infer<typeof composeDeployment.response>

interface Compiled {
  readonly manifests: readonly ComposedManifest[]
  readonly stages: readonly ComposedStage[]
  readonly findings: readonly Finding[]
  readonly isUnited: boolean
}

/** Composes deployments; the same sources with the same values are composed once. */
export function createCompositions(
  kernel: Kernel,
  worlds: Pick<WorldService, 'read' | 'trace'>,
): (request: CompositionRequest) => Promise<Result<Composition, Problem>> {
  const kept = keepAnswers<Compiled>(({ findings }) => findings.every(isOfAdapters), 20)
  return (request) => compose({ kernel, worlds, kept }, request)
}

interface CompositionRequest {
  readonly project: string
  readonly application: string
  readonly deployment: string
  readonly documents: Readonly<Record<string, string>>
}

interface Composers {
  readonly kernel: Kernel
  readonly worlds: Pick<WorldService, 'read' | 'trace'>
  readonly kept: KeptAnswers<Compiled>
}

/** What the adapters of a deployment come to together; if they conflict, what each brings alone. */
async function compose(composers: Composers, request: CompositionRequest): Promise<Result<Composition, Problem>> {
  const { worlds, kept } = composers
  const reading = await worlds.read(request.project, request.documents)
  const { world, qvsConfigs } = reading
  const deployment = world.deployments.find(
    ({ application, name }) => application === request.application && name === request.deployment,
  )
  const source = qvsConfigs.get(request.application)
  if (deployment === undefined)
    return err(problem('not-found', say`${request.application} has no deployment ${request.deployment}`))
  if (source === undefined)
    return err(problem('not-found', say`The application ${request.application} has no QVS Config`))
  const { config, findings } = parseQvsConfig(source.text)
  const modules = source.modules.map(({ sources }) => sources)
  const base = { config, modules, ...knownValues(world, deployment, config) }
  const missing = reading.findings.filter(
    ({ code, place }) => place.document === source.document && code.startsWith('module-'),
  )
  const key = dataDigest({ ...base, modules: modules.map(({ digest }) => digest), document: source.document })
  const compiled = await kept.of(key, async () => {
    if (missing.length > 0) return compileHeld(composers, base, source, missing)
    const together = await compileAll(composers, base, source.document)
    return together.isUnited ? together : compileApart(composers, base, source.document, together.findings)
  })
  return ok({
    environment: deployment.environment,
    adapters: config.designPatterns.map(({ pattern, at }) => ({
      pattern: shortPattern(pattern),
      name:
        world.adapters.find((adapter) => adapter.pattern === shortPattern(pattern))?.name ??
        pattern.slice(pattern.lastIndexOf('/') + 1),
      line: at.line,
    })),
    manifests: [...compiled.manifests],
    stages: [...compiled.stages],
    findings: [...findings, ...compiled.findings],
    isUnited: compiled.isUnited,
  })
}

/** Values of the deployment itself; those that come with a run are placeholders. */
export function knownValues(world: World, deployment: Deployment, config: QvsConfig) {
  const values: Record<string, string> = {}
  const secrets: Record<string, { key: string; version?: string }> = {}
  const later: string[] = []
  for (const { name, type } of config.params) {
    const secret = deployment.secrets.find((one) => one.name === name)
    const value = deploymentValue(world, deployment, name)?.value
    if (type === 'secret' && secret !== undefined)
      secrets[name] = { key: secret.key, ...(secret.version === undefined ? {} : { version: secret.version }) }
    else if (type !== 'secret' && value !== undefined) values[name] = value
    else later.push(name)
  }
  return { values, secrets, later }
}

async function compileAll({ kernel, worlds }: Composers, base: ManifestRequest, document: string): Promise<Compiled> {
  const { config, modules } = base
  const [app, setup, stages] = await Promise.all([
    compileManifests(kernel, base),
    haveSetup(modules) ? compileManifests(kernel, { ...base, setup: true }) : ok({ manifests: [], findings: [] }),
    worlds.trace({ config, modules }),
  ])
  const failed = [app, setup, stages].flatMap((answer) => (answer.ok ? [] : findingsOf(answer.error)))
  const manifests = [
    { phase: 'appSetup' as const, answer: setup },
    { phase: 'app' as const, answer: app },
  ].flatMap(({ phase, answer }) =>
    answer.ok ? answer.value.manifests.map((one) => composedManifest(one, phase, config, document)) : [],
  )
  return {
    manifests,
    stages: stages.ok ? stages.value.map((stage) => composedStage(stage, config)) : [],
    findings: toldOnce([...failed, ...[app, setup].flatMap((answer) => (answer.ok ? answer.value.findings : []))]),
    isUnited: failed.length === 0,
  }
}

/** Adapters with unavailable modules hide neither the others' parts nor their findings. */
async function compileHeld(
  composers: Composers,
  base: ManifestRequest,
  { document, modules }: QvsSource,
  missing: readonly Finding[],
): Promise<Compiled> {
  const { config, whole } = heldPart(base.config, modules)
  const { findings } = await compileAll(composers, { ...base, config }, document)
  const all = toldOnce([...missing, ...findings.map(whole)])
  return compileApart(composers, base, document, all, config.designPatterns)
}

async function compileApart(
  composers: Composers,
  base: ManifestRequest,
  document: string,
  findings: readonly Finding[],
  held: readonly QvsDesignPattern[] = base.config.designPatterns,
): Promise<Compiled> {
  const parts: Compiled[] = []
  for (const [index, entry] of base.config.designPatterns.entries()) {
    if (!held.includes(entry)) continue
    const alone = await compileAll(
      composers,
      { ...base, config: { ...base.config, designPatterns: [entry] } },
      document,
    )
    parts.push({
      ...alone,
      manifests: alone.manifests.map((one) => ({
        ...one,
        owners: [index],
        lines: one.lines.map(({ line }) => ({ line, owners: [index] })),
      })),
      stages: alone.stages.map((stage) => ({
        ...stage,
        tasks: stage.tasks.map((task) => ({ ...task, owners: [index] })),
        results: stage.results.map((result) => ({ ...result, owners: [index] })),
      })),
    })
  }
  return {
    manifests: uniteApart(parts.flatMap(({ manifests }) => manifests)),
    stages: uniteStagesApart(parts.flatMap(({ stages }) => stages)),
    findings,
    isUnited: false,
  }
}

/** Conflicts between adapters are permanent; a kernel that ran out of time may succeed next time. */
function isOfAdapters({ severity, code }: Finding): boolean {
  return severity !== 'error' || code.startsWith('adapter-')
}
