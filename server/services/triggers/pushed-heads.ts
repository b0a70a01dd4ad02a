import { follows, type Push, type Trigger } from '#domain/triggers/trigger.ts'
import type { Ports } from '../../ports.ts'
import { findRepository } from '../repositories/find-repository.ts'

/** A branch or tag that a trigger follows, and its commit. */
export type Head = Pick<Push, 'kind' | 'ref' | 'commit'>

/** Name of the mark for how far a trigger has come; for branches just their names, as in the oldest data. */
export function markOf({ kind, ref }: Pick<Push, 'kind' | 'ref'>): string {
  return kind === 'tag' ? `refs/tags/${ref}` : ref
}

/** The branches and tags of a hosted repository that a trigger follows; none for a repository elsewhere. */
export async function headsOf(
  ports: Ports,
  { project, on }: Pick<Trigger, 'project' | 'on'>,
): Promise<readonly Head[]> {
  const { repositories } = ports
  const repository = on.kind === 'push' ? await findRepository(ports, project, on.repository) : undefined
  if (on.kind !== 'push' || repository?.ok !== true || repository.value.kind !== 'hosted') return []
  const hosted = { project, repository: on.repository }
  const refs = await repositories.listRefs(hosted)
  if (!refs.ok) return []
  const named = [
    ...refs.value.branches.map((ref) => ({ kind: 'branch', ref }) as const),
    ...refs.value.tags.map((ref) => ({ kind: 'tag', ref }) as const),
  ].filter((one) => follows(on, one))
  const heads: Head[] = []
  for (const one of named) {
    const commit = await repositories.resolveRevision(
      hosted,
      `refs/${one.kind === 'tag' ? 'tags' : 'heads'}/${one.ref}`,
    )
    if (commit.ok) heads.push({ ...one, commit: commit.value })
  }
  return heads
}
