import type { Client } from '../client.ts'
import { type ManifestView, previewStage } from '#contract/compile.ts'
import { parseDocumentId } from '#domain/documents.ts'
import type { AssemblyLine, Stage } from '#domain/line/line.ts'
import type { Deployment } from '#domain/project.ts'

/** What a change set makes of one file; an empty text means that the file does not exist there. */
export interface ManifestChange {
  readonly path: string
  readonly before: string
  readonly after: string
}

export interface StageChanges {
  readonly stage: string
  readonly files: readonly ManifestChange[]
}

/** A stage to compare, and on which sides it stands. */
export interface AffectedStage {
  readonly name: string
  readonly isPublished: boolean
  readonly isDrafted: boolean
}

type Side = Pick<ManifestView, 'path' | 'text'>

/** The files that differ between two previews of a stage, in the order of their paths. */
export function changedManifests(before: readonly Side[], after: readonly Side[]): readonly ManifestChange[] {
  const old = new Map(before.map(({ path, text }) => [path, text]))
  const next = new Map(after.map(({ path, text }) => [path, text]))
  return [...new Set([...old.keys(), ...next.keys()])]
    .toSorted()
    .map((path) => ({ path, before: old.get(path) ?? '', after: next.get(path) ?? '' }))
    .filter((file) => file.before !== file.after)
}

/** The stages whose manifests these documents can change, so that the others need no compiling. */
export function affectedStages(
  published: AssemblyLine | undefined,
  draft: AssemblyLine,
  changed: readonly string[],
  deployments: readonly Pick<Deployment, 'application' | 'name' | 'environment'>[],
): readonly AffectedStage[] {
  const before = new Map(published?.spec.stages.map((stage) => [stage.name, stage]))
  const after = new Map(draft.spec.stages.map((stage) => [stage.name, stage]))
  const hasOtherInputs = JSON.stringify(published?.spec.params) !== JSON.stringify(draft.spec.params)
  const names = [...new Set([...after.keys(), ...before.keys()])]
  const affected = names.filter((name) => {
    const sides = [before.get(name), after.get(name)].filter((stage) => stage !== undefined)
    return changed.some((id) => {
      const { kind, names: [first = '', second] = [] } = parseDocumentId(id) ?? {}
      if (kind === 'layout') return false
      if (kind === 'line') return hasOtherInputs || JSON.stringify(before.get(name)) !== JSON.stringify(after.get(name))
      if (kind === 'qvs-config') return sides.some((stage) => uses(stage, first))
      if (kind === 'parameters' && first === 'application')
        return sides.some(({ spec }) => spec.deployment.app === second)
      if (kind === 'parameters' && first === 'environment')
        return sides.some(({ spec: { deployment } }) =>
          deployments.some(
            (one) => one.application === deployment.app && one.name === deployment.name && one.environment === second,
          ),
        )
      // The project's own layer, and resources, may reach every stage.
      if (kind !== 'parameters' || second === undefined) return true
      return sides.some(({ spec: { deployment } }) => deployment.app === first && deployment.name === second)
    })
  })
  return affected.map((name) => ({ name, isPublished: before.has(name), isDrafted: after.has(name) }))
}

function uses({ spec }: Stage, application: string): boolean {
  return spec.deployment.app === application || spec.pipeline.startsWith(`${application}-`)
}

/** Asks for both sides of each stage, one stage after the other; `onStage` hears how many are done. */
export async function compareManifests(
  client: Client,
  {
    project,
    line,
    stages,
  }: { readonly project: string; readonly line: string; readonly stages: readonly AffectedStage[] },
  documents: Readonly<Record<string, string>>,
  onStage: (done: number) => void,
  signal: AbortSignal,
): Promise<readonly StageChanges[]> {
  async function manifestsWith(stage: string, texts: Readonly<Record<string, string>>): Promise<readonly Side[]> {
    const { manifests } = await client.ask(
      previewStage,
      { params: { project }, body: { line, stage, documents: { ...texts }, inputs: {} } },
      { signal },
    )
    return manifests
  }
  const found: StageChanges[] = []
  for (const [index, { name, isPublished, isDrafted }] of stages.entries()) {
    onStage(index)
    // A stage that is new, or gone, has no manifests on one side.
    const [before, after] = await Promise.all([
      isPublished ? manifestsWith(name, {}) : [],
      isDrafted ? manifestsWith(name, documents) : [],
    ])
    const files = changedManifests(before, after)
    if (files.length > 0) found.push({ stage: name, files })
  }
  return found
}
