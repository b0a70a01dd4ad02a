import type { Client } from '#client/client.ts'
import { compilePipelines } from '#contract/compile.ts'
import { readDocument } from '#contract/documents.ts'
import type { AdapterDescription } from '#domain/adapters/description.ts'
import { addDesignPattern } from '#domain/adapters/qvs-config-edit.ts'
import { pipelineAnnotations } from '#domain/adapters/tekton-pipelines.ts'
import { documentId, type Texts } from '#domain/documents.ts'
import { parseLine } from '#domain/line/parse.ts'
import type { Problem } from '#domain/problem.ts'
import { err, ok, type Result } from '#domain/result.ts'
import type { Compiled } from '#domain/line/draft-world.ts'
import type { Editor } from '#client/change-set/editor.ts'
import { insertPipeline, type InsertPlace } from './edits.ts'
import type { LineView } from './line-view.ts'

export interface InsertedAdapter {
  readonly texts: Texts
  readonly stages: readonly string[]
  readonly compiled: Compiled[string]
}

/**
 * What dropping an adapter does (design 5.3), as one new state of the change set: an entry in the application's QVS Config, and a stage
 * for every Pipeline that is new, or not yet on the line although the adapter has a part in it.
 */
export async function insertAdapter(
  client: Client,
  project: string,
  editor: Editor,
  view: LineView,
  adapter: AdapterDescription,
  application: string,
  place: InsertPlace,
): Promise<Result<InsertedAdapter, Problem>> {
  const id = documentId('qvs-config', application)
  const before = await qvsConfigOf(client, project, editor, id)
  if (!before.ok) return before
  const added = addDesignPattern(before.value, adapter)
  if (!added.ok) return added
  const answer = await client.call(compilePipelines, {
    params: { project },
    body: { application, qvsConfig: added.value.text },
  })
  if (!answer.ok) return err(answer.error.problem)
  const { pipelines, tasks, findings } = answer.value
  const wrong = findings.find((finding) => finding.severity === 'error')
  if (wrong !== undefined)
    return err({
      code: 'compile-failed',
      message: wrong.message,
      findings,
      ...(wrong.fix === undefined ? {} : { fix: wrong.fix }),
      place: wrong.place,
    })

  const known = new Set(view.world.pipelines.map((pipeline) => pipeline.metadata.name))
  const onLine = new Set(view.line.spec.stages.map((stage) => stage.spec.pipeline))
  const hasPart = (annotations: Readonly<Record<string, string>> | undefined): boolean =>
    annotations?.[pipelineAnnotations.adapters]?.split(',').includes(adapter.pattern) === true
  const wanted = pipelines.filter(
    ({ metadata }) => !known.has(metadata.name) || (hasPart(metadata.annotations) && !onLine.has(metadata.name)),
  )
  const world = {
    ...view.world,
    pipelines: [
      ...view.world.pipelines.filter(
        ({ metadata }) => !pipelines.some((entry) => entry.metadata.name === metadata.name),
      ),
      ...pipelines,
    ],
  }
  const { history, bases } = editor.store.getState()
  const lineId = editor.subject
  let text = history.present[lineId] ?? bases[lineId]?.text ?? ''
  const stages: string[] = []
  for (const pipeline of wanted) {
    const line = parseLine(text).line ?? view.line
    const inserted = insertPipeline(line, world, pipeline, { ...place, behind: stages.at(-1) ?? place.behind })
    const next = inserted.edit(text)
    if (!next.ok) return next
    text = next.value
    stages.push(inserted.name)
  }
  return ok({
    texts: { ...history.present, [id]: added.value.text, [lineId]: text },
    stages,
    compiled: { text: added.value.text, pipelines, tasks },
  })
}

/** The QVS Config of the draft, else the published one; an application without one begins with an empty text. */
async function qvsConfigOf(
  client: Client,
  project: string,
  editor: Editor,
  id: string,
): Promise<Result<string, Problem>> {
  const { history, bases } = editor.store.getState()
  const own = history.present[id] ?? bases[id]?.text
  if (own !== undefined) return ok(own)
  const answer = await client.call(readDocument, { params: { project }, query: { id } })
  if (answer.ok) editor.addBase(id, answer.value)
  else if (answer.error.problem.code === 'not-found') editor.addBase(id, undefined)
  else return err(answer.error.problem)
  return ok(answer.ok ? answer.value.text : '')
}
