import { parseExpressions } from './expressions.ts'
import type { AssemblyLine, Stage } from './line.ts'

/**
 * The line as it runs, without disabled stages and their gates. Followers of a disabled stage run after its predecessors instead. Results of disabled
 * stages have no value; validation reports their use.
 */
export function enabledLine(line: AssemblyLine): AssemblyLine {
  const disabled = new Map(
    line.spec.stages.flatMap((stage) => (stage.disabled === true ? [[stage.name, stage] as const] : [])),
  )
  if (disabled.size === 0) return line
  const stages = line.spec.stages
    .filter((stage) => !disabled.has(stage.name))
    .map((stage): Stage => ({ ...stage, runAfter: through(stage.runAfter ?? [], disabled) }))
  const isKnown = (value: string): boolean =>
    parseExpressions(value).every((entry) => entry.kind !== 'result' || !disabled.has(entry.stage))
  const results = line.spec.results?.filter((result) => isKnown(result.value))
  return { ...line, spec: { ...line.spec, stages, ...(results === undefined ? {} : { results }) } }
}

/** Replaces each disabled stage among the names by the stages it runs after. */
function through(names: readonly string[], disabled: ReadonlyMap<string, Stage>): string[] {
  const found = new Set<string>()
  const seen = new Set<string>()
  const open = [...names]
  for (let name = open.shift(); name !== undefined; name = open.shift()) {
    if (seen.has(name)) continue
    seen.add(name)
    const stage = disabled.get(name)
    if (stage === undefined) found.add(name)
    else open.push(...(stage.runAfter ?? []))
  }
  return [...found]
}
