import type { Client } from '#client/client.ts'
import { compilePipelines } from '#contract/compile.ts'
import { findDocument } from '#contract/documents.ts'
import type { AdapterDescription } from '#domain/adapters/catalog/description.ts'
import { parseQvsConfig } from '#domain/adapters/qvs-config/qvs-config.ts'
import { addDesignPattern } from '#domain/adapters/qvs-config/qvs-config-edit.ts'
import { pipelineAnnotations } from '#domain/adapters/compile/pipeline-annotations.ts'
import { documentId, type Texts } from '#domain/documents.ts'
import type { AssemblyLine } from '#domain/line/line.ts'
import { parseLine } from '#domain/line/parse.ts'
import type { World } from '#domain/line/world.ts'
import { deploymentNamed } from '#domain/line/world-index.ts'
import type { Problem } from '#domain/problem.ts'
import { err, ok, type Result } from '#domain/result.ts'
import type { Pipeline } from '#domain/tekton/pipeline.ts'
import type { Compiled } from '#domain/line/draft-world.ts'
import { draftedText, type Editor } from '#client/change-set/editor.ts'
import { insertPipeline, type InsertPlace, placeBehind } from '../line/edits.ts'
import type { LineView } from '../line/line-view.ts'

export interface InsertedAdapter {
  readonly texts: Texts
  readonly stages: readonly string[]
  /** Stages that exist already where one was wanted. */
  readonly there: readonly string[]
  readonly compiled: Compiled
}

/** An application for which an adapter is inserted, with a place on the line for each set of its stages. */
export interface AdapterTarget {
  readonly application: string
  readonly places: readonly ((line: AssemblyLine, world: World) => InsertPlace)[]
}

/**
 * What dropping an adapter does, as one new state of the change set: an entry in the QVS Config of each application,
 * and stages for the Pipelines that are new or that the adapter extends.
 */
export async function insertAdapter(
  client: Client,
  project: string,
  editor: Editor,
  viewNow: () => LineView,
  adapter: AdapterDescription,
  targets: readonly AdapterTarget[],
): Promise<Result<InsertedAdapter, Problem>> {
  const compiled = await compileAll(client, project, editor, adapter, targets)
  const { history, bases } = editor.store.getState()
  const lineId = editor.subject
  const view = viewNow()
  let { world } = view
  let text = draftedText({ history, bases }, lineId) ?? ''
  const texts: Record<string, string> = { ...history.present }
  const units: Record<string, Compiled[string]> = {}
  const stages: string[] = []
  const there: string[] = []
  for (const [index, { application, places }] of targets.entries()) {
    const unit = compiled[index]
    if (unit === undefined) continue
    if (!unit.ok) return targets.length === 1 ? unit : err(inApplication(unit.error, application))
    const { pipelines } = unit.value.unit
    const known = new Set(world.pipelines.map(({ metadata }) => metadata.name))
    const wanted = pipelines.filter(
      ({ metadata }) => !known.has(metadata.name) || hasPart(adapter, metadata.annotations),
    )
    const names = new Set(pipelines.map(({ metadata }) => metadata.name))
    world = {
      ...world,
      pipelines: [...world.pipelines.filter(({ metadata }) => !names.has(metadata.name)), ...pipelines],
    }
    for (const placeOn of places) {
      const put = putStages(text, view.line, world, wanted, placeOn)
      if (!put.ok) return put
      text = put.value.text
      stages.push(...put.value.stages)
      there.push(...put.value.there)
    }
    const id = documentId('qvs-config', application)
    const { text: config } = unit.value.unit
    if (texts[id] !== undefined || bases[id]?.text !== config) texts[id] = config
    units[application] = unit.value.unit
  }
  return ok({ texts: { ...texts, [lineId]: text }, stages, there, compiled: units })
}

/** Puts a stage for each Pipeline at one place of the line, one behind the other. */
function putStages(
  before: string,
  lineBefore: AssemblyLine,
  world: World,
  wanted: readonly Pipeline[],
  placeOn: AdapterTarget['places'][number],
): Result<{ readonly text: string; readonly stages: readonly string[]; readonly there: readonly string[] }, Problem> {
  let text = before
  const stages: string[] = []
  const there: string[] = []
  for (const pipeline of wanted) {
    const line = parseLine(text).line ?? lineBefore
    const place = placeOn(line, world)
    // A stage of an imported line may have waited for this Pipeline.
    const standing = standingAt(line, world, pipeline, place)
    if (standing !== undefined) {
      there.push(standing)
      continue
    }
    const inserted = insertPipeline(line, world, pipeline, placeBehind(place, stages.at(-1)))
    const next = inserted.edit(text)
    if (!next.ok) return next
    text = next.value
    stages.push(inserted.name)
  }
  return ok({ text, stages, there })
}

/** Names the application that cannot take the adapter, so that it can be left out. */
function inApplication(refused: Problem, application: string): Problem {
  const { document } = refused.place ?? {}
  return {
    ...refused,
    place: { ...refused.place, document: document === undefined ? application : `${application} · ${document}` },
  }
}

function hasPart({ pattern }: AdapterDescription, annotations: Readonly<Record<string, string>> | undefined): boolean {
  return annotations?.[pipelineAnnotations.adapters]?.split(',').includes(pattern) === true
}

/** The stage that already runs the Pipeline at this place. */
function standingAt(
  line: AssemblyLine,
  world: World,
  { metadata }: Pipeline,
  { environment }: InsertPlace,
): string | undefined {
  return line.spec.stages.find(({ spec: { pipeline, deployment } }) => {
    if (pipeline !== metadata.name) return false
    return (
      environment === undefined || deploymentNamed(world, deployment.app, deployment.name)?.environment === environment
    )
  })?.name
}

/** A compiled QVS Config, with the text that it was compiled from. */
interface CompiledFrom {
  readonly unit: Compiled[string]
  readonly before: string
}

type CompiledTarget = Result<CompiledFrom, Problem>

/**
 * Compiles for every target. If a QVS Config has changed meanwhile, it is compiled again, so that no change is lost.
 */
async function compileAll(
  client: Client,
  project: string,
  editor: Editor,
  adapter: AdapterDescription,
  targets: readonly AdapterTarget[],
): Promise<readonly CompiledTarget[]> {
  const isNewest = ({ application }: AdapterTarget, known: CompiledTarget | undefined): boolean =>
    known !== undefined &&
    (!known.ok || draftedText(editor.store.getState(), documentId('qvs-config', application)) === known.value.before)
  let compiled: readonly CompiledTarget[] = []
  do
    compiled = await Promise.all(
      targets.map(async (target, index) => {
        const known = compiled[index]
        return known !== undefined && isNewest(target, known)
          ? known
          : compileWith(client, project, editor, adapter, target.application)
      }),
    )
  while (!targets.every((target, index) => isNewest(target, compiled[index])))
  return compiled
}

/** An application's QVS Config with the adapter added, compiled. */
async function compileWith(
  client: Client,
  project: string,
  editor: Editor,
  adapter: AdapterDescription,
  application: string,
): Promise<CompiledTarget> {
  const before = await qvsConfigOf(client, project, editor, documentId('qvs-config', application))
  if (!before.ok) return before
  const { config } = parseQvsConfig(before.value)
  // An adapter with stages is entered once, however many stages use it; one with resources only is added by each drop.
  const isKnown = adapter.stages.length > 0 && config.designPatterns.some(({ pattern }) => pattern === adapter.pattern)
  const added = isKnown ? ok({ text: before.value }) : addDesignPattern(before.value, adapter)
  if (!added.ok) return added
  const answer = await client.call(compilePipelines, {
    params: { project },
    body: { application, qvsConfig: added.value.text },
  })
  if (!answer.ok) return err(answer.error.problem)
  const { pipelines, tasks, adapters, findings } = answer.value
  const wrong = findings.find((finding) => finding.severity === 'error')
  return wrong === undefined
    ? ok({ unit: { text: added.value.text, pipelines, tasks, adapters }, before: before.value })
    : err({
        code: 'compile-failed',
        message: wrong.message,
        findings,
        ...(wrong.fix === undefined ? {} : { fix: wrong.fix }),
        place: wrong.place,
      })
}

/** The draft's QVS Config, else the published one, else an empty text. */
async function qvsConfigOf(
  client: Client,
  project: string,
  editor: Editor,
  id: string,
): Promise<Result<string, Problem>> {
  const own = draftedText(editor.store.getState(), id)
  if (own !== undefined) return ok(own)
  const answer = await client.call(findDocument, { params: { project }, query: { id } })
  if (!answer.ok) return err(answer.error.problem)
  const { document } = answer.value
  editor.addBase(id, document)
  return ok(document?.text ?? '')
}
