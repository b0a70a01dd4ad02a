import { stageRunSchema, type Run, type StageRun } from './state.ts'

/** The difference between two states of a run: changed fields, and the changed fields of changed stages. Undefined means that a field was removed. */
export interface RunPatch {
  readonly run: Partial<Omit<Run, 'stages'>>
  readonly stages: Readonly<Record<string, Partial<StageRun>>>
}

/** Applies the patch of one stage. */
export function patchedStage(before: StageRun | undefined, changes: Partial<StageRun>): StageRun {
  return before === undefined ? stageRunSchema.parse(changes) : withChanges(before, changes)
}

/** Differing fields of two objects, compared by identity, which the fold keeps for unchanged values. */
export function changesOf<T extends object>(from: T, to: T): Partial<T> {
  const changes: Partial<T> = {}
  for (const key in from) if (!(key in to)) changes[key] = undefined
  for (const key in to) if (from[key] !== to[key]) changes[key] = to[key]
  return changes
}

/** Applies a patch to an object. */
export function withChanges<T extends object>(before: T, changes: Partial<T>): T {
  const after = { ...before, ...changes }
  for (const key in changes) if (changes[key] === undefined) delete after[key]
  return after
}
