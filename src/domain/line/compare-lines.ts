import type { AssemblyLine, Stage } from './line.ts'
import { renamedStages } from './renamed-stages.ts'

/** How a stage changed: `renamed` has only a new name, `moved` only a new deployment, order or gates. */
export type StageChange = 'added' | 'removed' | 'changed' | 'moved' | 'renamed'

/** How one stage differs between two versions of a line. */
export interface StageDifference {
  readonly change: StageChange
  /** The stage's earlier name, if it was renamed. */
  readonly formerly?: string
}

/** Compares two versions of a line stage by stage; unchanged stages are left out. */
export function compareLines(before: AssemblyLine, after: AssemblyLine): ReadonlyMap<string, StageDifference> {
  const renamed = renamedStages(before.spec.stages, after.spec.stages)
  const old = new Map(before.spec.stages.map((stage) => [renamed.get(stage.name) ?? stage.name, stage]))
  const changes = new Map<string, StageDifference>()
  for (const stage of after.spec.stages) {
    const known = old.get(stage.name)
    old.delete(stage.name)
    const change = known === undefined ? 'added' : changeOf(known, stage, renamed)
    const formerly = known === undefined || known.name === stage.name ? {} : { formerly: known.name }
    if (change !== undefined) changes.set(stage.name, { change, ...formerly })
  }
  for (const name of old.keys()) changes.set(name, { change: 'removed' })
  return changes
}

const none: ReadonlyMap<string, string> = new Map()

function changeOf(before: Stage, after: Stage, renamed: ReadonlyMap<string, string>): StageChange | undefined {
  const [old, now] = [underNames(before, renamed), underNames(after, none)]
  if (JSON.stringify(old) === JSON.stringify(now)) return before.name === after.name ? undefined : 'renamed'
  return old.content === now.content ? 'moved' : 'changed'
}

/** A stage's content and place for comparison, without its own name; references to other stages use their new names. */
function underNames(
  { name: _name, runAfter, gates, spec: { deployment, ...spec }, ...stage }: Stage,
  renamed: ReadonlyMap<string, string>,
): { readonly content: string; readonly place: unknown } {
  const nowOf = (name: string): string => renamed.get(name) ?? name
  const content = JSON.stringify([stage, spec])
  return {
    content: content.replaceAll(/(?<=\$\(stages\.)[^.)]+/g, nowOf),
    place: [deployment, gates, runAfter?.map(nowOf)],
  }
}
