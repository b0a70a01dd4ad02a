import type { Snapshot } from '#domain/run/snapshot.ts'
import type { Run } from '#domain/run/state.ts'
import type { RunReader } from './run-reader.ts'

export interface PinnedCommit {
  readonly url: string
  readonly commit: string
}

type Reader = Pick<RunReader, 'read' | 'snapshot'>

/**
 * The commit of an application that a run delivers. A roll back builds nothing, so its commit is that of the run it
 * returns to.
 */
export async function pinnedCommit(
  reader: Reader,
  project: string,
  { stages, rollback }: Pick<Snapshot, 'stages' | 'rollback'>,
  application: string,
): Promise<PinnedCommit | undefined> {
  const own = stages.find(({ deployment, commits }) => deployment.app === application && commits.length > 0)?.commits[0]
  return own === undefined && rollback !== undefined ? pinnedCommitOf(reader, project, rollback.run, application) : own
}

/** The same for a run by its id. */
export async function pinnedCommitOf(
  reader: Reader,
  project: string,
  run: string,
  application: string,
): Promise<PinnedCommit | undefined> {
  const found = await reader.read(project, run)
  return found === undefined
    ? undefined
    : pinnedCommit(reader, project, await reader.snapshot(found.snapshot), application)
}

/** Name of the version that a run delivers: its commit, or else the run. */
export async function versionName(
  reader: Reader,
  { project, number }: Pick<Run, 'project' | 'number'>,
  snapshot: Pick<Snapshot, 'stages' | 'rollback'>,
  application: string,
): Promise<string> {
  const pinned = await pinnedCommit(reader, project, snapshot, application)
  return pinned === undefined ? `#${String(number)}` : pinned.commit.slice(0, 7)
}
