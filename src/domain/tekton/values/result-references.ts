import { rememberedOf } from '../../remember.ts'
import { nameOf } from './lookups.ts'
import type { ParamValue } from './params.ts'
import { referencesIn, type Reference, type Segment } from './substitute.ts'
import type { PipelineTask } from '../task.ts'

/**
 * A reference `$(tasks.<task>.results.<result>...)`; `rest` selects from the value: `[*]`, `[0]` or `.key`. A reference to an artifact,
 * `$(tasks.<task>.outputs.<artifact>)`, counts as one to the result `outputs/<artifact>`.
 */
export interface ResultReference {
  readonly task: string
  readonly result: string
  readonly rest: readonly Segment[]
  readonly text: string
}

/** Parses a reference to a result of a task or (in results of a Pipeline) of a finally task; undefined for any other. */
export function toResultReference({ scope, segments, text }: Reference): ResultReference | undefined {
  const [task, word, ...named] = segments
  if ((scope !== 'tasks' && scope !== 'finally') || task?.kind !== 'name' || word === undefined) return undefined
  const kind = nameOf(word)
  if ((kind === 'inputs' || kind === 'outputs') && named.length > 0)
    return { task: task.name, result: `${kind}/${named.map(nameOf).join('.')}`, rest: [], text }
  if (kind !== 'results') return undefined
  const [result, ...rest] = named
  return result?.kind === 'name' ? { task: task.name, result: result.name, rest, text } : undefined
}

/**
 * Results that a pipeline task reads: in params, `when`, workspaces and, propagated, in the steps of its embedded Task. Cached, since every change
 * of a run plans it again, but its tasks never change.
 */
export const resultReferencesOf: (task: PipelineTask) => readonly ResultReference[] = rememberedOf(readReferences)

function readReferences({ params, when, matrix, workspaces, taskSpec }: PipelineTask): readonly ResultReference[] {
  return textsIn([params, when, matrix, workspaces, taskSpec?.steps, taskSpec?.stepTemplate]).flatMap((text) =>
    resultReferencesIn(text),
  )
}

/** Tasks that a pipeline task reads from: their results, and the lengths of their matrices. */
export function tasksReadBy(task: PipelineTask): readonly string[] {
  const lengths = textsIn([task.params, task.when, task.matrix, task.taskSpec?.steps])
    .flatMap((text) => referencesIn(text))
    .flatMap(({ scope, segments: [first, second] }) =>
      scope === 'tasks' && first?.kind === 'name' && second?.kind === 'name' && second.name === 'matrix'
        ? [first.name]
        : [],
    )
  return [...resultReferencesOf(task).map((reference) => reference.task), ...lengths]
}

/** References to results in a text or parameter value. */
export function resultReferencesIn(value: ParamValue): readonly ResultReference[] {
  return textsIn(value)
    .flatMap((text) => referencesIn(text))
    .flatMap((reference) => toResultReference(reference) ?? [])
}

/** All texts in a piece of JSON, keys excluded. */
export function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).flatMap((item: unknown) => textsIn(item))
}
