import type { Texts } from '../documents.ts'
import { type Finding, type Problem, problem } from '../problem.ts'
import { say } from '../sentence.ts'
import { err, ok, type Result } from '../result.ts'
import { keptPipelineId, readKeptPipeline } from '../tekton/bundle/kept-pipeline.ts'
import { cutAtStages } from './cut.ts'
import { applicationOf } from './draft-world.ts'
import { readClip } from './edit/clip.ts'
import { type ClippedPipeline, notTakenOf } from './edit/clipped-pipelines.ts'
import { applySteps } from './edit/splice.ts'
import { addStage } from './edit/stage-edits.ts'
import { kindsOf } from './kinds-of.ts'
import { emptyLine } from './new-line.ts'
import { pastedYaml } from './pasted-yaml.ts'
import { refusal } from './refusal.ts'
import type { World } from './world.ts'
import { type YamlObject, yamlObjects } from './yaml-objects.ts'
import { openWholeLine, openYaml, type YamlText } from './yaml-text.ts'

/** Annotation with a line's former names, so that old links still work and old runs stay its own. */
export const formerlyAnnotation = 'linewright.dev/formerly'

/** The line's text with another name. */
export function withLineName(text: string, name: string): Result<string> {
  return applySteps(text, [{ op: 'set', path: ['metadata', 'name'], value: name }])
}

/** Renames a line and records the former name in its text. */
export function renamedLine(text: string, from: string, to: string): Result<string> {
  const names = [from, ...formerNames(text)].filter((name, index, all) => name !== to && all.indexOf(name) === index)
  return applySteps(text, [
    { op: 'set', path: ['metadata', 'name'], value: to },
    { op: 'set', path: ['metadata', 'annotations', formerlyAnnotation], value: names.join(',') },
  ])
}

/** Returns a line's former names, newest first. */
export function formerNames(text: string): readonly string[] {
  // Asked of every line of a project; few were ever renamed.
  if (!text.includes(formerlyAnnotation)) return []
  const { value: line } = frameOf(text) ?? openWholeLine(text)
  const value = at(at(at(line, 'metadata'), 'annotations'), formerlyAnnotation)
  return typeof value === 'string' ? value.split(',').filter((name) => name !== '') : []
}

/** The content of an import: an AssemblyLine, or Tekton Pipelines that become consecutive stages. */
export interface ImportedLine {
  readonly kind: 'line' | 'pipelines'
  /** The name in the text; the import may choose another. */
  readonly name: string | undefined
  /** Names of the AssemblyLines in the text, in its order; one of them is imported. */
  readonly lines: readonly string[]
  readonly stages: number
  /** Number of other documents, which are left out. */
  readonly others: number
  /** What PipelineRuns name but no stage can take. */
  readonly notTaken: readonly string[]
  /** Documents of the Pipelines, which the project keeps from now on. */
  readonly documents: Texts
  /** What is missing in incomplete Pipelines: a draft keeps them so that people can complete them there. */
  readonly missing: readonly Finding[]
  /** The line's text with the given name. */
  readonly under: (name: string) => Result<string>
}

type Known = Pick<World, 'applications' | 'deployments' | 'environments'>

/** Reads a pasted or chosen text; `which` is the index of the line to take if the text holds several. */
export function importedLine(
  given: string,
  world: Known,
  words: { readonly revision: string },
  which = 0,
): Result<ImportedLine> {
  const text = pastedYaml(given)
  // Counting must not parse a large line stage by stage.
  const cut = cutAtStages(text)
  const frame = frameOf(text)
  if (cut !== undefined && frame?.findings.length === 0 && isLine(frame.value))
    return ok(lineOf([{ text, value: frame.value }], 0, cut.pieces.length, 0))
  const { objects: documents, findings } = yamlObjects(text)
  const lines = documents.filter(({ value }) => isLine(value))
  const line = lines[which] ?? lines[0]
  if (line !== undefined) {
    // A line that cannot be edited cannot be renamed either; report that before the import.
    const named = withLineName(line.text, 'line')
    if (!named.ok) return named
    const stages = at(at(line.value, 'spec'), 'stages')
    const count = Array.isArray(stages) ? stages.length : 0
    return ok(lineOf(lines, lines.indexOf(line), count, documents.length - 1))
  }
  const [syntax] = findings
  if (syntax !== undefined)
    return err(
      problem('invalid-document', say`The text is not YAML: ${syntax.message}`, {
        place: syntax.place,
        findings: [syntax],
      }),
    )
  const { pipelines, leftOut } = readClip(text) ?? { pipelines: [], leftOut: [] }
  if (pipelines.length === 0) return err(nothingToImport(documents))
  return ok({
    kind: 'pipelines',
    lines: [],
    name: pipelines.length === 1 ? pipelines[0]?.name : undefined,
    stages: pipelines.length,
    others: leftOut.length,
    notTaken: notTakenOf(pipelines),
    ...keptOf(pipelines),
    under: (wanted) => oneAfterAnother(pipelines, world, emptyLine(wanted, words)),
  })
}

function nothingToImport(documents: readonly YamlObject[]): Problem {
  const kinds = kindsOf(documents).join(', ')
  if (kinds === '') {
    const fix = 'Paste YAML with kind: AssemblyLine, or one or more documents with kind: Pipeline, PipelineRun or Task'
    const message = 'The text holds neither an AssemblyLine nor Tekton Pipelines'
    return refusal('invalid-document', 'import-nothing', message, {}, { fix })
  }
  const fix =
    'Paste YAML with kind: AssemblyLine, Pipeline, PipelineRun or Task, or begin with the repository that this belongs to'
  const message = `What it holds (${kinds}) is neither an AssemblyLine nor a Tekton Pipeline`
  return refusal('invalid-document', 'import-other', message, { kinds }, { fix })
}

/** Adds a stage for each Pipeline, each after the previous one. */
function oneAfterAnother(pipelines: readonly ClippedPipeline[], world: Known, text: string): Result<string> {
  let made: Result<string> = ok(text)
  let before: string | undefined
  for (const { name: pipeline, params } of pipelines) {
    if (!made.ok) return made
    const app = applicationOf(world, pipeline) ?? world.applications[0]?.name ?? 'application'
    const deployment = { app, name: firstDeployment(world, app) ?? 'deployment' }
    const runAfter = before === undefined ? [] : [before]
    made = addStage(made.value, { name: pipeline, pipeline, deployment, params, runAfter }, before)
    before = pipeline
  }
  return made
}

/** Defaults to the first environment: a stage that builds must have no rights in production. */
function firstDeployment({ deployments, environments }: Known, app: string): string | undefined {
  const order = new Map(environments.map((environment) => [environment.name, environment.order]))
  return deployments
    .filter(({ application }) => application === app)
    .toSorted((a, b) => (order.get(a.environment) ?? 0) - (order.get(b.environment) ?? 0))[0]?.name
}

/** The documents of the Pipelines, and findings for what incomplete ones lack. */
export function keptOf(pipelines: readonly ClippedPipeline[]): Pick<ImportedLine, 'documents' | 'missing'> {
  const read = pipelines.map(({ name, text }) => ({ name, text, pipeline: readKeptPipeline(name, text) }))
  return {
    documents: Object.fromEntries(read.map(({ name, text }) => [keptPipelineId(name), text])),
    missing: read.flatMap(({ pipeline }) => (pipeline.ok ? [] : pipeline.error)),
  }
}

/** A line without its stages; undefined if these cannot be cut out. */
function frameOf(text: string): YamlText | undefined {
  const cut = cutAtStages(text)
  return cut === undefined ? undefined : openYaml(cut.head + cut.tail)
}

function isLine(value: unknown): boolean {
  return at(value, 'kind') === 'AssemblyLine'
}

function lineOf(lines: readonly YamlObject[], which: number, stages: number, others: number): ImportedLine {
  const names = lines.map(({ value }) => {
    const name = at(at(value, 'metadata'), 'name')
    return typeof name === 'string' ? name : undefined
  })
  return {
    kind: 'line',
    name: names[which],
    lines: names.map((name, index) => name ?? String(index + 1)),
    stages,
    others,
    notTaken: [],
    documents: {},
    missing: [],
    under: (wanted) => withLineName(lines[which]?.text ?? '', wanted),
  }
}

function at(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null
    ? Object.entries(value).find(([name]) => name === key)?.[1]
    : undefined
}
