import type { AssemblyLine, Stage } from './line.ts'
import { renamedStages } from './renamed-stages.ts'

/** How a stage differs from what it was: `moved` is bound or ordered elsewhere and otherwise the same. */
export type StageChange = 'added' | 'removed' | 'changed' | 'moved'

/** How the stages of a line differ from those of another version of it; stages that are the same are left out. */
export function compareLines(before: AssemblyLine, after: AssemblyLine): ReadonlyMap<string, StageChange> {
  const renamed = renamedStages(before.spec.stages, after.spec.stages)
  const old = new Map(before.spec.stages.map((stage) => [renamed.get(stage.name) ?? stage.name, stage]))
  const changes = new Map<string, StageChange>()
  for (const stage of after.spec.stages) {
    const known = old.get(stage.name)
    old.delete(stage.name)
    if (known === undefined) changes.set(stage.name, 'added')
    else if (JSON.stringify(known) !== JSON.stringify(stage))
      changes.set(stage.name, contentOf(known) === contentOf(stage) ? 'moved' : 'changed')
  }
  for (const name of old.keys()) changes.set(name, 'removed')
  return changes
}

/** What a stage does, without where it stands. */
function contentOf({
  runAfter: _after,
  gates: _gates,
  spec: { deployment: _deployment, ...spec },
  ...stage
}: Stage): string {
  return JSON.stringify([stage, spec])
}
