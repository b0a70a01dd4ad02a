import { type Clip, copyStages } from '#domain/line/edit/clip.ts'
import { type Pasted as Placed, type PastePlace, pasteStages } from '#domain/line/edit/paste.ts'
import { setStageParam } from '#domain/line/edit/stage-edits.ts'
import { parseLayout, printLayout } from '#domain/line/layout/layout-document.ts'
import { parseLine } from '#domain/line/parse.ts'
import type { World } from '#domain/line/world.ts'
import { pipelineNamed } from '#domain/line/world-index.ts'
import type { Texts } from '#domain/documents.ts'
import { keptOf } from '#domain/line/named-line.ts'
import { problem } from '#domain/problem.ts'
import { err, ok, type Result } from '#domain/result.ts'
import type { Pipeline } from '#domain/tekton/pipeline.ts'
import { readKeptPipeline } from '#domain/tekton/bundle/kept-pipeline.ts'
import { insertPipeline, type InsertPlace } from './edits.ts'

/** The outcome of pasting. */
export interface Pasted extends Placed {
  /** Pipelines that came along and that the project does not have. */
  readonly documents: Texts
}

/** Pastes a clip into the line: its stages, and a stage for each Tekton Pipeline in it. */
export function pasteClip(text: string, clip: Clip, world: World, place: InsertPlace): Result<Pasted> {
  const fresh = clip.pipelines.filter(({ name }) => pipelineNamed(world, name) === undefined)
  const { documents } = keptOf(fresh)
  const pasted = pasteStages(text, clip, placeIn(world, place))
  if (!pasted.ok) return pasted
  const placed = clip.pipelines.reduce<Result<Placed>>((result, { name, text: own, params }) => {
    if (!result.ok) return result
    const line = parseLine(result.value.text).line
    if (line === undefined) return err(problem('invalid-document', 'The line cannot be read'))
    const kept = readKeptPipeline(name, own)
    // An incomplete Pipeline is completed in its own editor; its parameters and results are known then.
    const pipeline = pipelineNamed(world, name) ?? (kept.ok ? kept.value : emptyPipeline(name))
    const inserted = insertPipeline(line, world, pipeline, place)
    const edited = params.reduce<Result<string>>(
      (made, param) => (made.ok ? setStageParam(made.value, inserted.name, param.name, param.value) : made),
      inserted.edit(result.value.text),
    )
    return edited.ok
      ? ok({ ...result.value, text: edited.value, names: [...result.value.names, inserted.name] })
      : edited
  }, pasted)
  return placed.ok ? ok({ ...placed.value, documents }) : placed
}

function emptyPipeline(name: string): Pipeline {
  return { apiVersion: 'tekton.dev/v1', kind: 'Pipeline', metadata: { name }, spec: { tasks: [] } }
}

/** Copies stages right behind themselves. */
export function duplicateStages(text: string, clip: Clip, names: readonly string[]): Result<Placed> {
  return pasteStages(text, clip, { behind: names.at(-1) })
}

function placeIn(world: World, place: InsertPlace): PastePlace {
  const { environment } = place
  // Copies keep the gates that they wait for.
  const behind = place.gate === undefined ? place.behind : place.before?.[0]
  if (environment === undefined) return { behind }
  return {
    behind,
    rebind: ({ app }) =>
      world.deployments.find((entry) => entry.application === app && entry.environment === environment)?.name,
  }
}

/** The selection as clipboard text. */
export function clipOf(text: string, selection: ReadonlySet<string>): string {
  return copyStages(text, [...selection])
}

/** Moves cards by so many pixels. */
export function moveCards(
  boxes: ReadonlyMap<string, { readonly x: number; readonly y: number }>,
  names: readonly string[],
  by: { readonly x: number; readonly y: number },
): (text: string) => Result<string> {
  return (text) => {
    const layout = parseLayout(text)
    const moved = names.flatMap((name) => {
      const box = layout.positions[name] ?? boxes.get(name)
      return box === undefined ? [] : [[name, { x: box.x + by.x, y: box.y + by.y }] as const]
    })
    return ok(printLayout({ ...layout, positions: { ...layout.positions, ...Object.fromEntries(moved) } }))
  }
}

/** Puts cards at positions. */
export function placeCards(
  places: Readonly<Record<string, { readonly x: number; readonly y: number }>>,
): (text: string) => Result<string> {
  return (text) => {
    const layout = parseLayout(text)
    return ok(printLayout({ ...layout, positions: { ...layout.positions, ...places } }))
  }
}

/** Groups stages; each leaves its old group. */
export function groupStages(id: string, title: string, names: readonly string[]): (text: string) => Result<string> {
  return (text) => {
    const layout = parseLayout(text)
    const others = without(layout.groups ?? [], names)
    return ok(printLayout({ ...layout, groups: [...others, { id, title, stages: [...names] }] }))
  }
}

/** Renames a group. */
export function renameGroup(id: string, title: string): (text: string) => Result<string> {
  return (text) => {
    const layout = parseLayout(text)
    const groups = layout.groups?.map((group) => (group.id === id ? { ...group, title } : group)) ?? []
    return ok(printLayout({ ...layout, groups }))
  }
}

/** Takes stages out of their groups. */
export function ungroupStages(names: readonly string[]): (text: string) => Result<string> {
  return (text) => {
    const layout = parseLayout(text)
    return ok(printLayout({ ...layout, groups: without(layout.groups ?? [], names) }))
  }
}

function without(groups: NonNullable<ReturnType<typeof parseLayout>['groups']>, names: readonly string[]) {
  const gone = new Set(names)
  return groups
    .map((group) => ({ ...group, stages: group.stages.filter((name) => !gone.has(name)) }))
    .filter((group) => group.stages.length > 1)
}
