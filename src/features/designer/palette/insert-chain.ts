import { createEditor, type Editor } from '#client/change-set/editor.ts'
import type { Client } from '#client/client.ts'
import type { AdapterDescription } from '#domain/adapters/catalog/description.ts'
import type { Texts } from '#domain/documents.ts'
import { historyOf } from '#domain/history.ts'
import { type Compiled, draftWorld } from '#domain/line/draft-world.ts'
import type { AssemblyLine } from '#domain/line/line.ts'
import { parseLine } from '#domain/line/parse.ts'
import type { World } from '#domain/line/world.ts'
import { deploymentNamed } from '#domain/line/world-index.ts'
import type { Problem } from '#domain/problem.ts'
import { ok, type Result } from '#domain/result.ts'
import { insertGate } from '../line/edits.ts'
import { freeGateName } from '../line/gate-name.ts'
import { type AdapterTarget, insertAdapter, type InsertedAdapter } from './insert-adapter.ts'
import type { LineView } from '../line/line-view.ts'

/** One adapter of a chain. */
export interface ChainLink {
  readonly adapter: AdapterDescription
  /** Title of the gate that its stages wait for, by environment; undefined for no gate. */
  readonly gateTitle?: ((environment: string) => string) | undefined
  /** Its targets; `last` is the last stage of the adapter before. */
  readonly targets: (last: string | undefined) => readonly AdapterTarget[]
}

/**
 * Inserts adapters one behind the other, as one new state of the change set. If somebody edits meanwhile, the chain is
 * made again from there, so that nothing is lost.
 */
export async function insertChain(
  client: Client,
  project: string,
  editor: Editor,
  viewNow: () => LineView,
  links: readonly ChainLink[],
): Promise<Result<InsertedAdapter, Problem>> {
  for (;;) {
    const { present } = editor.store.getState().history
    const inserted = await insertLinks(client, project, editor, viewNow, links)
    if (!inserted.ok || editor.store.getState().history.present === present) return inserted
  }
}

async function insertLinks(
  client: Client,
  project: string,
  editor: Editor,
  viewNow: () => LineView,
  links: readonly ChainLink[],
): Promise<Result<InsertedAdapter, Problem>> {
  const scratch = scratchOf(editor)
  const stages: string[] = []
  const there: string[] = []
  let compiled: Compiled = {}
  let last: string | undefined
  const view = (): LineView => ({
    ...viewNow(),
    world: draftWorld(viewNow().world, scratch.store.getState().history.present, compiled),
  })
  for (const { adapter, gateTitle, targets } of links) {
    const inserted = await insertAdapter(client, project, scratch, view, adapter, targets(last))
    if (!inserted.ok) return inserted
    compiled = { ...compiled, ...inserted.value.compiled }
    const gated = gateTitle === undefined ? ok(inserted.value.texts) : hold(inserted.value, editor, view(), gateTitle)
    if (!gated.ok) return gated
    scratch.apply(adapter.name, () => gated)
    stages.push(...inserted.value.stages)
    there.push(...inserted.value.there)
    last = inserted.value.stages.at(-1) ?? inserted.value.there.at(-1) ?? last
  }
  return ok({ texts: scratch.store.getState().history.present, stages, there, compiled })
}

/** A copy of the editor to try things on; documents that it loads become known to the real one too. */
function scratchOf(editor: Editor): Editor {
  const { history, bases } = editor.store.getState()
  const scratch = createEditor(editor.subject, { history: historyOf(history.present), bases })
  return {
    ...scratch,
    addBase(id, version) {
      scratch.addBase(id, version)
      editor.addBase(id, version)
    },
  }
}

/** Lets the first stages of each environment wait for one new gate: new ones, and existing ones without a gate. */
function hold(
  { texts, stages, there }: InsertedAdapter,
  { subject }: Editor,
  view: LineView,
  gateTitle: (environment: string) => string,
): Result<Texts, Problem> {
  let text = texts[subject] ?? ''
  const gates = new Map<string, string>()
  const before = lineOf(text, view)
  const open = there.filter(
    (name) => before.spec.stages.find((stage) => stage.name === name)?.gates?.length === undefined,
  )
  for (const stage of firstOf(before, [...stages, ...open])) {
    const line = lineOf(text, view)
    const environment = environmentOf(line, view.world, stage)
    const gate = gates.get(environment) ?? freeGateName(line, environment === '' ? 'gate' : environment)
    gates.set(environment, gate)
    const held = insertGate(line, gate, gateTitle(environment === '' ? gate : environment), [stage])(text)
    if (!held.ok) return held
    text = held.value
  }
  return ok({ ...texts, [subject]: text })
}

function firstOf({ spec }: AssemblyLine, names: readonly string[]): readonly string[] {
  return names.filter((name) => {
    const stage = spec.stages.find((entry) => entry.name === name)
    return stage?.runAfter?.some((before) => names.includes(before)) !== true
  })
}

function lineOf(text: string, view: LineView): AssemblyLine {
  return parseLine(text).line ?? view.line
}

function environmentOf(line: AssemblyLine, world: World, name: string): string {
  const deployment = line.spec.stages.find((stage) => stage.name === name)?.spec.deployment
  return deployment === undefined ? '' : (deploymentNamed(world, deployment.app, deployment.name)?.environment ?? '')
}
