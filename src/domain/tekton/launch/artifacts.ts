import { z } from 'zod'
import type { ResultValue } from '../values/params.ts'

const artifactValueSchema = z.object({
  digest: z.record(z.string(), z.string()).optional(),
  uri: z.string().optional(),
})

/** Something that a step reports to have used or made: its name, location and digests. */
export const artifactSchema = z.object({
  name: z.string(),
  values: z.array(artifactValueSchema).optional(),
  buildOutput: z.boolean().optional(),
})
export type Artifact = z.infer<typeof artifactSchema>

/** What a step writes to `$(step.artifacts.path)` or `$(artifacts.path)`, for provenance. */
export const artifactsSchema = z.object({
  inputs: z.array(artifactSchema).optional(),
  outputs: z.array(artifactSchema).optional(),
})
export type Artifacts = z.infer<typeof artifactsSchema>

/** The file for the artifacts of a step, or of the whole task, in the folder of results; no result can have such a name. */
export function artifactsFile(step?: string): string {
  return step === undefined ? '.artifacts.json' : `.artifacts-step-${step}.json`
}

/** Merges the artifacts of several steps; values of the same name are appended. */
export function mergeArtifacts(all: readonly Artifacts[]): Artifacts {
  const merge = (lists: readonly (readonly Artifact[] | undefined)[]): Artifact[] => {
    const byName = new Map<string, Artifact>()
    for (const artifact of lists.flatMap((list) => list ?? [])) {
      const before = byName.get(artifact.name)
      const values = [...(before?.values ?? []), ...(artifact.values ?? [])]
      byName.set(artifact.name, { ...before, ...artifact, values })
    }
    return [...byName.values()]
  }
  const inputs = merge(all.map((one) => one.inputs))
  const outputs = merge(all.map((one) => one.outputs))
  return { ...(inputs.length === 0 ? {} : { inputs }), ...(outputs.length === 0 ? {} : { outputs }) }
}

/**
 * Artifacts as values that later steps and tasks can refer to like results: `outputs/<name>` holds the JSON for `$(steps.s.outputs.<name>)` and
 * `$(tasks.t.outputs.<name>)`. Names of results never contain a `/`.
 */
export function artifactValues({ inputs = [], outputs = [] }: Artifacts): readonly ResultValue[] {
  const list = (side: 'inputs' | 'outputs', artifacts: readonly Artifact[]): ResultValue[] =>
    artifacts.map(({ name, values = [] }) => ({ name: `${side}/${name}`, type: 'string', value: printValues(values) }))
  return [...list('inputs', inputs), ...list('outputs', outputs)]
}

/** Everything that other tasks can refer to in a TaskRun: its results and artifacts. */
export function outputsOf({
  results,
  artifacts = {},
}: {
  readonly results: readonly ResultValue[]
  readonly artifacts?: Artifacts | undefined
}): readonly ResultValue[] {
  return [...results, ...artifactValues(artifacts)]
}

/** Whether the name of a result is that of an artifact, which no Task declares. */
export function isArtifactName(result: string): boolean {
  return result.includes('/')
}

/** In Tekton's form: digests by name, then the location. */
function printValues(values: NonNullable<Artifact['values']>): string {
  return JSON.stringify(
    values.map(({ digest, uri }) => ({
      ...(digest === undefined
        ? {}
        : { digest: Object.fromEntries(Object.entries(digest).toSorted(([a], [b]) => (a < b ? -1 : 1))) }),
      ...(uri === undefined ? {} : { uri }),
    })),
  )
}
