import type { Stage } from './line.ts'

// The share of two stages' content that must be the same for them to count as one renamed stage.
const alike = 0.75
// Comparing every pair only pays for a few stages; larger numbers were hardly renamed one by one.
const mostCompared = 10_000

/** Maps earlier stage names to their new ones. A stage is identified by its name, else by its pipeline and deployment, else by similar content. */
export function renamedStages(before: readonly Stage[], after: readonly Stage[]): ReadonlyMap<string, string> {
  const [names, later] = [namesOf(before), namesOf(after)]
  const gone = before.filter(({ name }) => !later.has(name))
  const came = after.filter(({ name }) => !names.has(name))
  const renamed = new Map<string, string>()
  if (gone.length === 0 || came.length === 0) return renamed
  const taken = new Set<string>()
  const pair = (pairs: readonly (readonly [Stage, Stage, number])[]): void => {
    for (const [from, to] of pairs.toSorted((a, b) => b[2] - a[2])) {
      if (renamed.has(from.name) || taken.has(to.name)) continue
      renamed.set(from.name, to.name)
      taken.add(to.name)
    }
  }
  const byPlace = Map.groupBy(came, placeOf)
  pair(gone.flatMap((from) => (byPlace.get(placeOf(from)) ?? []).map((to) => [from, to, likeness(from, to)] as const)))
  const [rest, others] = [gone.filter(({ name }) => !renamed.has(name)), came.filter(({ name }) => !taken.has(name))]
  if (rest.length * others.length <= mostCompared)
    pair(
      rest.flatMap((from) =>
        others.map((to) => [from, to, likeness(from, to)] as const).filter(([, , share]) => share >= alike),
      ),
    )
  return renamed
}

function namesOf(stages: readonly Stage[]): ReadonlySet<string> {
  return new Set(stages.map(({ name }) => name))
}

/** A stage is one Pipeline bound to one Deployment. */
function placeOf({ spec: { pipeline, deployment } }: Stage): string {
  return JSON.stringify([pipeline, deployment.app, deployment.name])
}

/** The share of two stages' content, apart from their names, that is the same. */
function likeness(one: Stage, other: Stage): number {
  const [a, b] = [saidBy({ ...one, name: '' }), saidBy({ ...other, name: '' })]
  const all = new Set([...a, ...b])
  return [...a].filter((said) => b.has(said)).length / all.size
}

function saidBy(value: unknown, path = ''): ReadonlySet<string> {
  if (typeof value !== 'object' || value === null) return new Set([`${path}=${String(value)}`])
  const entries = Array.isArray(value) ? value.map((entry: unknown) => ['', entry] as const) : Object.entries(value)
  return new Set(entries.flatMap(([key, entry]) => [...saidBy(entry, `${path}.${key}`)]))
}
