import { dataDigest } from '#domain/manifests/canonical-json.ts'
import type { GateRun } from '#domain/run/gate-run.ts'
import type { TargetRef } from '#domain/target/target-messages.ts'
import type { LocalTarget } from '../../ports/target.ts'
import type { RunReader } from '../runs/run-reader.ts'

/** What runs, or ran, in a Deployment: the version that evidence compares with. */
export interface ComparedVersion {
  readonly target: Pick<TargetRef, 'application' | 'deployment'>
  readonly origin: { readonly run: string; readonly stage: string; readonly version: string }
  readonly since: string
  readonly documents: readonly string[]
}

// How far back a version is looked for; a gate closes soon after what it was compared with was rolled out.
const looked = 20

/**
 * What evidence of a gate is compared with: what runs now while people decide, and what ran when the gate closed ever after, so that
 * everybody can see what was decided on.
 */
export async function comparedVersions(
  { target }: { readonly target: Pick<LocalTarget, 'running' | 'history'> },
  reader: Pick<RunReader, 'read'>,
  project: string,
  { closedAt, running = {} }: Pick<GateRun, 'closedAt' | 'running'>,
): Promise<readonly ComparedVersion[]> {
  if (closedAt === undefined) return target.running(project)
  const found: ComparedVersion[] = []
  for (const { target: ref, history } of await target.history(project)) {
    const digest = running[`${ref.application}/${ref.deployment}`] ?? ''
    if (digest === '') continue
    for (const { origin, at } of history.filter((entry) => entry.at < closedAt).slice(0, looked)) {
      const run = await reader.read(project, origin.run)
      const documents = run?.stages[origin.stage]?.manifests.map(({ text }) => text) ?? []
      if (dataDigest(documents) !== digest) continue
      found.push({ target: ref, origin, since: at, documents })
      break
    }
  }
  return found
}
