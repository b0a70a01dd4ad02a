import { stageRunSchema, type Run, type StageRun } from './state.ts'

/** What differs between two states of a run: fields, and of the stages that differ, their fields. Undefined stands for a field that is gone. */
export interface RunPatch {
  readonly run: Partial<Omit<Run, 'stages'>>
  readonly stages: Readonly<Record<string, Partial<StageRun>>>
}

/** A stage with what a patch says of it. */
export function patchedStage(before: StageRun | undefined, changes: Partial<StageRun>): StageRun {
  return before === undefined ? stageRunSchema.parse(changes) : withChanges(before, changes)
}

/** What differs between two objects, compared by identity: a fold leaves alone what does not change. */
export function changesOf<T extends object>(from: T, to: T): Partial<T> {
  const changes: Partial<T> = {}
  for (const key in from) if (!(key in to)) changes[key] = undefined
  for (const key in to) if (from[key] !== to[key]) changes[key] = to[key]
  return changes
}

/** The object with what a patch says of it. */
export function withChanges<T extends object>(before: T, changes: Partial<T>): T {
  const after = { ...before, ...changes }
  for (const key in changes) if (changes[key] === undefined) delete after[key]
  return after
}
