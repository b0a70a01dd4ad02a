import type { StageEffect } from '#contract/modules.ts'
import { compareAdapters, type AdapterDifference } from '#domain/adapters/catalog/compare-adapters.ts'
import { describeAdapters } from '#domain/adapters/catalog/describe-adapters.ts'
import { changedFiles, type ChangedFile } from '#domain/adapters/modules/changed-files.ts'
import type { FoundModule } from '#domain/adapters/modules/found-module.ts'
import { moduleSlug, type ProjectModule } from '#domain/adapters/modules/project-module.ts'
import { setModuleRevision } from '#domain/adapters/qvs-config/qvs-config-edit.ts'
import { parseQvsConfig } from '#domain/adapters/qvs-config/qvs-config.ts'
import { documentId, parseDocumentId, type ChangePart, resourceText } from '#domain/documents.ts'
import { parseLine } from '#domain/line/parse.ts'
import { pairManifests } from '#domain/manifests/pair-manifests.ts'
import { errorsOf, findingsOf, problem, type Finding, type Problem } from '#domain/problem.ts'
import { say } from '#domain/sentence.ts'
import { err, ok, type Result } from '#domain/result.ts'
import type { Ports } from '../../ports.ts'
import { previewStage, type StagePreview } from '../runs/preview-stage.ts'
import type { ProjectModules } from './project-modules.ts'
import type { WorldService } from '../documents/world.ts'

export interface ModuleComparison {
  readonly from: Pick<ProjectModule, 'revision' | 'commit'>
  readonly to: Pick<ProjectModule, 'revision' | 'commit'>
  readonly adapters: readonly AdapterDifference[]
  readonly files: readonly ChangedFile[]
  readonly moreFiles: number
  readonly effects: readonly StageEffect[]
  readonly looked: number
  readonly failing: number
  readonly parts: readonly ChangePart[]
}

/**
 * What another revision of a module would change: its adapters, and the manifests of every stage of the published lines
 * that use it. `parts` would be published; the effects are computed from exactly those.
 */
export async function compareModule(
  ports: Ports,
  worlds: WorldService,
  modules: ProjectModules,
  project: string,
  { name, revision }: { readonly name: string; readonly revision: string },
): Promise<Result<ModuleComparison, Problem>> {
  const document = documentId('module', moduleSlug(name))
  const published = await ports.documents.read(project, document)
  const before = (await worlds.read(project)).modules.find((one) => one.name === name)
  if (published === undefined || before === undefined)
    return err(problem('not-found', say`The project has no module ${name}`, { fix: say`Add it to the catalog first` }))
  const [old, fresh] = await Promise.all([
    modules.fetch(project, before, before.commit),
    modules.fetch(project, { ...before, revision }),
  ])
  if (!fresh.ok) return fresh
  const after: ProjectModule = { ...before, revision, commit: fresh.value.commit ?? '' }
  const builtin = ports.modules.map(({ sources }) => sources)
  async function describe(module: FoundModule) {
    const rest = builtin.map((sources) => ({ name: 'builtin', revision: '', sources }))
    const described = await describeAdapters(ports.kernel, [module, ...rest])
    return described.ok ? described.value : []
  }
  const [was, becomes] = [old.ok ? await describe(old.value) : [], await describe(fresh.value)]

  const { files, more } = changedFiles(old.ok ? old.value.sources.files : {}, fresh.value.sources.files)

  const { qvsConfigs } = await worlds.read(project)
  const users = [...qvsConfigs].filter(([, { text }]) =>
    parseQvsConfig(text).config.modules.some((module) => module.name === name),
  )
  const parts: ChangePart[] = [
    { id: document, base: published.digest, text: resourceText(after) },
    ...(await Promise.all(
      users.map(async ([, source]): Promise<ChangePart> => {
        const base = (await ports.documents.read(project, source.document))?.digest
        const text = setModuleRevision(source.text, name, revision)
        return { id: source.document, text, ...(base === undefined ? {} : { base }) }
      }),
    )),
  ]
  const texts = Object.fromEntries(parts.flatMap(({ id, text }) => (text === undefined ? [] : [[id, text]])))
  const stages = await stagesOf(ports, project, new Set(users.map(([application]) => application)))
  const effects: StageEffect[] = []
  let failing = 0
  for (const stage of stages) {
    const request = { project, line: stage.line, stage: stage.stage, inputs: {} }
    const effect = effectOf(
      await previewStage(ports, worlds, { ...request, documents: {} }),
      await previewStage(ports, worlds, { ...request, documents: texts }),
    )
    if (effect === 'fails with both') failing += 1
    else if (effect !== 'none') effects.push({ ...stage, ...effect })
  }
  return ok({
    from: before,
    to: after,
    adapters: compareAdapters(was, becomes),
    files,
    moreFiles: more,
    effects,
    looked: stages.length,
    failing,
    parts: parts.filter(({ id, text }) => id === document || text !== qvsTextOf(qvsConfigs, id)),
  })
}

function qvsTextOf(configs: ReadonlyMap<string, { readonly document: string; readonly text: string }>, id: string) {
  return [...configs.values()].find(({ document }) => document === id)?.text
}

interface StageOfLine {
  readonly line: string
  readonly stage: string
  readonly application: string
}

async function stagesOf(ports: Ports, project: string, applications: ReadonlySet<string>): Promise<StageOfLine[]> {
  const lines = await ports.documents.list(project, 'line')
  return lines.flatMap(({ id, text }) => {
    const name = parseDocumentId(id)?.names[0] ?? ''
    const stages = parseLine(text).line?.spec.stages ?? []
    return stages.flatMap((stage) => {
      const application = stage.spec.deployment.app
      return applications.has(application) ? [{ line: name, stage: stage.name, application }] : []
    })
  })
}

/**
 * The effect on one stage. If the new version breaks it, its manifests are unknown rather than deleted; a stage that
 * compiles with neither version has no effect.
 */
export function effectOf(
  before: Result<StagePreview, Problem>,
  after: Result<StagePreview, Problem>,
): Pick<StageEffect, 'environment' | 'manifests' | 'findings'> | 'none' | 'fails with both' {
  const known = new Set(errorsIn(before).map(({ message }) => message))
  const errors = errorsIn(after)
  const findings = errors.filter(({ message }) => !known.has(message))
  const environment = before.ok ? before.value.environment : ''
  if (findings.length > 0) return { environment, manifests: [], findings }
  const [old = [], fresh = []] = [before, after].map((shown) => (shown.ok ? shown.value.manifests : []))
  const manifests = pairManifests(old, fresh)
    .map((pair) => ({ path: pair.path, before: pair.before?.text ?? '', after: pair.after?.text ?? '' }))
    .filter((one) => one.before !== one.after)
  if (manifests.length > 0) return { environment, manifests, findings }
  return errors.length > 0 ? 'fails with both' : 'none'
}

function errorsIn(shown: Result<StagePreview, Problem>): readonly Finding[] {
  return errorsOf(shown.ok ? shown.value.findings : findingsOf(shown.error))
}
