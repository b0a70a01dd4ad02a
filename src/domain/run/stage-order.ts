import type { AssemblyLine } from '#domain/line/line.ts'
import { stagesReadBy } from './expressions.ts'

export type StageParents = ReadonlyMap<string, readonly string[]>

/**
 * The stages that each stage waits for: `runAfter`, and the stages whose results its parameters read (value-stream 3.2: a reference is an
 * edge). Names of stages that do not exist are left out.
 */
export function stageParents({ spec }: AssemblyLine): StageParents {
  const names = new Set(spec.stages.map(({ name }) => name))
  return new Map(
    spec.stages.map(({ name, runAfter, spec: stage }) => {
      const read = (stage.params ?? []).flatMap(({ value }) => stagesReadBy(value))
      const parents = new Set([...(runAfter ?? []), ...read])
      return [name, [...parents].filter((parent) => names.has(parent) && parent !== name)]
    }),
  )
}

/** All stages above a stage, near and far. */
export function ancestorsOf(stage: string, parents: StageParents): ReadonlySet<string> {
  const found = new Set<string>()
  const open = [...(parents.get(stage) ?? [])]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (found.has(next)) continue
    found.add(next)
    open.push(...(parents.get(next) ?? []))
  }
  return found
}
