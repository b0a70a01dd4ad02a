import type { Problem } from '#domain/problem.ts'
import type { Result } from '#domain/result.ts'

/** A repository that the platform itself keeps and serves. */
export interface HostedRepository {
  readonly project: string
  readonly repository: string
}

/** A repository elsewhere; the token, if any, reaches Git by its environment only. */
export interface RemoteRepository {
  readonly url: string
  readonly token?: string
}

/** A commit as its log tells it; `message` is the first line, `author` a name. */
export interface Commit {
  readonly commit: string
  readonly message: string
  readonly author: string
  readonly authorEmail?: string
  /** ISO 8601. */
  readonly at: string
}

/** The newest commit of a repository's default branch: all paths, and the texts of the files that were asked for. */
export interface RepositoryHead {
  readonly branch: string
  readonly commit: string
  readonly paths: readonly string[]
  readonly texts: Readonly<Record<string, string>>
}

/** Names that a revision may have. */
export interface Refs {
  readonly branches: readonly string[]
  readonly tags: readonly string[]
  readonly defaultBranch: string
}

/** Whom a commit names as its author: the person, never the platform. */
export interface GitAuthor {
  readonly name: string
  readonly email: string
}

/** One commit on one branch, all files or none. */
export interface CommitRequest {
  readonly branch: string
  /** Full new text of each file by its path; null deletes it. */
  readonly files: Readonly<Record<string, string | null>>
  readonly author: GitAuthor
  readonly message: string
  /** Commit at which the branch must still be, else `version-conflict`; absent for a branch that must not exist yet and begins where the default branch is. */
  readonly expectedHead?: string
  /** ISO 8601; now when absent. */
  readonly at?: string
}

/** Git repositories: those that the platform hosts in full, others as far as revisions are pinned to commits and those are told of. */
export interface GitRepositories {
  /** Makes a hosted repository whose first commit on `branch` holds the files; `already-exists` if it is there. */
  create(
    hosted: HostedRepository,
    first: {
      readonly branch: string
      readonly files: ReadonlyMap<string, Uint8Array>
      readonly author: GitAuthor
      readonly message: string
      readonly at: string
    },
  ): Promise<Result<{ readonly commit: string }, Problem>>
  /** Makes a hosted repository of what is brought to an empty bare folder; `already-exists` if it is there. */
  copy(
    hosted: HostedRepository,
    bring: (folder: string) => Promise<Result<void, Problem>>,
  ): Promise<Result<void, Problem>>
  exists(hosted: HostedRepository): Promise<boolean>
  /** The commit that a branch, tag or commit id stands for now; the newest of the default branch for an empty revision. */
  resolveRevision(repository: HostedRepository | RemoteRepository, revision: string): Promise<Result<string, Problem>>
  /** Looks at the newest commit; the texts of the files whose paths are `wanted` come with it. */
  look(
    repository: HostedRepository | RemoteRepository,
    wanted: (path: string) => boolean,
  ): Promise<Result<RepositoryHead, Problem>>
  /** Newest first. In a repository elsewhere the revision has to be a whole commit id. */
  listCommits(
    repository: HostedRepository | RemoteRepository,
    revision: string,
    limit: number,
  ): Promise<Result<readonly Commit[], Problem>>
  listRefs(repository: HostedRepository | RemoteRepository): Promise<Result<Refs, Problem>>
  /** Paths that differ between two commits, all of them when there is none before; an error when one of them is not there any more. */
  changedPaths(
    hosted: HostedRepository,
    before: string | undefined,
    after: string,
  ): Promise<Result<readonly string[], Problem>>
  /** Texts of the files below a folder ('' for all) whose path matches, by their path below it. */
  readFiles(
    hosted: HostedRepository,
    revision: string,
    wanted: { readonly directory: string; readonly matching: RegExp },
  ): Promise<Result<Readonly<Record<string, string>>, Problem>>
  /** The text of a file at a revision. */
  readFile(hosted: HostedRepository, revision: string, path: string): Promise<Result<string, Problem>>
  /** A file that is no text, such as a picture; undefined where there is none. */
  readBytes(hosted: HostedRepository, revision: string, path: string): Promise<Result<Uint8Array | undefined, Problem>>
  /** Commits on a branch as the person; a branch that has moved is a conflict and never overwritten. */
  commitFiles(hosted: HostedRepository, request: CommitRequest): Promise<Result<{ readonly commit: string }, Problem>>
  /** Takes a branch back from a commit to the one before it; `version-conflict` once somebody has built on it. */
  withdrawCommit(
    hosted: HostedRepository,
    made: { readonly branch: string; readonly commit: string; readonly before: string },
  ): Promise<Result<void, Problem>>
  /** Deletes a branch that is still at a commit; one that has moved, or is not there, is left alone. */
  deleteBranch(hosted: HostedRepository, made: { readonly branch: string; readonly commit: string }): Promise<void>
}
