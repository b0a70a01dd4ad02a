import { z } from 'zod'
import { lineOriginSchema, lineOrigins } from '../../manifests/line-origins.ts'
import type { Manifest } from '../../manifests/manifest.ts'
import type { KernelStage, Origin } from '../kernel/kernel-answer.ts'
import { shortPattern } from './placeholders.ts'
import type { QvsConfig } from '../qvs-config/qvs-config.ts'

const owners = z.array(z.number().int().nonnegative())

/** A manifest unified from all adapters of a deployment. Owners are indexes of the QVS Config's entries. */
export const composedManifestSchema = z.object({
  path: z.string(),
  phase: z.enum(['app', 'appSetup']),
  kind: z.string(),
  name: z.string(),
  /** Empty if the adapters contradict each other, since there is no unified text then. */
  text: z.string(),
  owners,
  /** Owners by line; unlisted lines belong to the listed one above. */
  lines: z.array(z.object({ line: z.number().int().positive(), owners })),
  origins: z.array(lineOriginSchema),
})
export type ComposedManifest = z.infer<typeof composedManifestSchema>

/** A stage of the unified workflow. */
export const composedStageSchema = z.object({
  name: z.string(),
  tasks: z.array(z.object({ id: z.string(), after: z.array(z.string()), owners })),
  results: z.array(z.object({ name: z.string(), owners })),
})
export type ComposedStage = z.infer<typeof composedStageSchema>

/** Finds the QVS Config adapters behind a manifest and each of its lines. */
export function composedManifest(
  manifest: Manifest,
  phase: ComposedManifest['phase'],
  config: QvsConfig,
  document: string,
): ComposedManifest {
  const { path, kind, name, text } = manifest
  const lines = manifest.provenance.map(({ line, origins }) => ({ line, owners: ownersOf(origins, config) }))
  return {
    path,
    phase,
    kind,
    name,
    text,
    owners: distinct(lines.flatMap((one) => one.owners)),
    lines,
    origins: [...lineOrigins(manifest, config, document)],
  }
}

/** Finds the QVS Config adapters behind a stage's tasks and results. */
export function composedStage({ name, tasks, results }: KernelStage, config: QvsConfig): ComposedStage {
  return {
    name,
    tasks: tasks.map(({ id, runAfter, adapters }) => ({ id, after: runAfter, owners: among(adapters, config) })),
    results: results.map((result) => ({ name: result.name, owners: among(result.adapters, config) })),
  }
}

/** Combines separately evaluated adapters, for when they cannot be evaluated together; a manifest of two adapters has no text. */
export function uniteApart(parts: readonly ComposedManifest[]): ComposedManifest[] {
  const known = new Map<string, ComposedManifest>()
  for (const part of parts) {
    const key = `${part.phase} ${part.kind} ${part.name}`
    const before = known.get(key)
    known.set(
      key,
      before === undefined
        ? part
        : { ...before, text: '', lines: [], origins: [], owners: distinct([...before.owners, ...part.owners]) },
    )
  }
  return [...known.values()]
}

/** Combines stages likewise; tasks with the same name become one task of several adapters. */
export function uniteStagesApart(parts: readonly ComposedStage[]): ComposedStage[] {
  const known = new Map<string, ComposedStage>()
  for (const part of parts) {
    const before = known.get(part.name) ?? { name: part.name, tasks: [], results: [] }
    known.set(part.name, {
      name: part.name,
      tasks: merged(before.tasks, part.tasks, ({ id }) => id),
      results: merged(before.results, part.results, ({ name }) => name),
    })
  }
  return [...known.values()]
}

function merged<T extends { readonly owners: number[] }>(
  before: readonly T[],
  more: readonly T[],
  keyOf: (item: T) => string,
): T[] {
  const known = new Map(before.map((item) => [keyOf(item), item]))
  for (const item of more) {
    const same = known.get(keyOf(item))
    known.set(keyOf(item), same === undefined ? item : { ...same, owners: distinct([...same.owners, ...item.owners]) })
  }
  return [...known.values()]
}

function ownersOf(origins: readonly Origin[], config: QvsConfig): number[] {
  const writers = origins.filter(({ schema }) => !schema)
  return distinct(
    (writers.length > 0 ? writers : origins).flatMap(({ adapter, via }) => among([...via, adapter], config)),
  )
}

/** Indexes of the QVS Config entries whose adapter is in the list. */
function among(adapters: readonly string[], { designPatterns }: QvsConfig): number[] {
  const found = designPatterns.flatMap(({ pattern }, index) =>
    adapters.includes(shortPattern(pattern)) ? [index] : [],
  )
  return distinct(found)
}

function distinct(indexes: readonly number[]): number[] {
  return [...new Set(indexes)].sort((a, b) => a - b)
}
