import { startRun } from '#contract/runs.ts'
import type { Run, StageState } from '#domain/run/state.ts'
import type { Api } from '../api.ts'
import { call, parsed, until } from './calls.ts'
import type { MemoryPlatform } from './memory-platform.ts'

/** Writes a document of the shop past every rule. */
export async function publish({ ports }: MemoryPlatform, id: string, text: string): Promise<void> {
  const base = (await ports.documents.read('shop', id))?.digest
  const published = await ports.documents.publish('shop', {
    ...{ author: { id: 'aya', name: 'Aya' }, message: 'Change', at: '2026-01-01T00:00:00Z' },
    parts: [{ id, text, ...(base === undefined ? {} : { base }) }],
  })
  if (!published.ok) throw new Error(`${id} was published meanwhile`)
}

/** Starts a run of the line of the shop. */
export function startRelease(api: Api, key = 'key-00001', by = 'dan'): Promise<Run> {
  const body = { inputs: {}, idempotencyKey: key }
  return parsed(call(api, by, 'POST', 'projects/shop/lines/release/runs', body), startRun.response)
}

/** For `until`: whether a stage has come to a state. */
export function isStage(stage: string, state: StageState): (run: Run) => boolean {
  return ({ stages }) => stages[stage]?.state === state
}

/** Lets everything before the gates of production succeed, and waits until one of them asks. */
export async function toGate(
  api: Api,
  { engine }: Pick<MemoryPlatform, 'engine'>,
  { id, number, attempt }: Run,
): Promise<Run> {
  for (const stage of ['build', 'staging', 'check']) {
    await until(api, id, (run) => isStage(stage, 'running')(run) || isStage(stage, 'succeeded')(run))
    engine.finish(`release-${String(number)}-${String(attempt)}-${stage}`)
  }
  return until(api, id, ({ gates }) => Object.values(gates).some(({ state }) => state === 'waiting'))
}

/** Approves what a run asks at its gate of production. */
export async function approve(api: Api, { id, gates }: Run): Promise<void> {
  const body = { decision: 'approve', evidence: gates['production']?.evidence, comment: '' }
  const answer = await call(api, 'mio', 'POST', `projects/shop/runs/${id}/gates/production/decisions`, body)
  if (!answer.ok) throw new Error(await answer.text())
}
