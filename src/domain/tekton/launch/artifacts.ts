import { z } from 'zod'
import type { ResultValue } from '../values/params.ts'

const artifactValueSchema = z.object({
  digest: z.record(z.string(), z.string()).optional(),
  uri: z.string().optional(),
})

/** Something that a step used or made, as it says itself: a name, and where and what it is. */
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

/** The file in the folder of results that a step says it in, or all steps of a task together; no result can have such a name. */
export function artifactsFile(step?: string): string {
  return step === undefined ? '.artifacts.json' : `.artifacts-step-${step}.json`
}

/** Puts what several steps have said together: values of one name follow each other. */
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
 * Artifacts as values that later steps and tasks refer to, as if they were results: `outputs/<name>` holds the JSON of what
 * `$(steps.s.outputs.<name>)` and `$(tasks.t.outputs.<name>)` stand for. No result has a `/` in its name.
 */
export function artifactValues({ inputs = [], outputs = [] }: Artifacts): readonly ResultValue[] {
  const list = (side: 'inputs' | 'outputs', artifacts: readonly Artifact[]): ResultValue[] =>
    artifacts.map(({ name, values = [] }) => ({ name: `${side}/${name}`, type: 'string', value: printValues(values) }))
  return [...list('inputs', inputs), ...list('outputs', outputs)]
}

/** Everything of a TaskRun that other tasks can refer to by name: its results, and its artifacts. */
export function outputsOf({
  results,
  artifacts = {},
}: {
  readonly results: readonly ResultValue[]
  readonly artifacts?: Artifacts | undefined
}): readonly ResultValue[] {
  return [...results, ...artifactValues(artifacts)]
}

/** Whether a name of a result is that of an artifact, which no Task declares. */
export function isArtifactName(result: string): boolean {
  return result.includes('/')
}

/** As Tekton prints them: digests by name, then the place. */
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
