import type { Problem } from '#domain/problem.ts'
import type { Result } from '#domain/result.ts'

/** A repository that the platform itself keeps and serves. */
export interface HostedRepository {
  readonly project: string
  readonly repository: string
}

/** A repository elsewhere; its token, if any, reaches Git by the environment only. */
export interface RemoteRepository {
  readonly url: string
  readonly token?: string
}

/** A commit as the log shows it; `message` is the first line, `author` a name. */
export interface Commit {
  readonly commit: string
  readonly message: string
  readonly author: string
  readonly authorEmail?: string
  /** ISO 8601. */
  readonly at: string
}

/** The newest commit of a repository's default branch: all paths, and the texts of the requested files. */
export interface RepositoryHead {
  readonly branch: string
  readonly commit: string
  readonly paths: readonly string[]
  readonly texts: Readonly<Record<string, string>>
}

/** The names that can be used as a revision. */
export interface Refs {
  readonly branches: readonly string[]
  readonly tags: readonly string[]
  readonly defaultBranch: string
}

/** The author of a commit: the person, never the platform. */
export interface GitAuthor {
  readonly name: string
  readonly email: string
}

/** One commit to one branch, with all files or none. */
export interface CommitRequest {
  readonly branch: string
  /** Full new text of each file by its path; null deletes it. */
  readonly files: Readonly<Record<string, string | null>>
  readonly author: GitAuthor
  readonly message: string
  /**
   * The commit at which the branch must still be, else `version-conflict`; absent for a new branch, which must not exist yet and begins at the
   * default branch.
   */
  readonly expectedHead?: string
  /** ISO 8601; now when absent. */
  readonly at?: string
}

/** Git repositories: full access to those that the platform hosts; for others, enough to pin revisions to commits and describe them. */
export interface GitRepositories {
  /** Creates a hosted repository with the files in its first commit on `branch`; `already-exists` if it exists. */
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
  /** Creates a hosted repository from what `bring` puts into an empty bare folder; `already-exists` if it exists. */
  copy(
    hosted: HostedRepository,
    bring: (folder: string) => Promise<Result<void, Problem>>,
  ): Promise<Result<void, Problem>>
  exists(hosted: HostedRepository): Promise<boolean>
  /** The present commit of a branch, tag or commit id; for an empty revision the newest of the default branch. */
  resolveRevision(repository: HostedRepository | RemoteRepository, revision: string): Promise<Result<string, Problem>>
  /** Reads the newest commit, with the texts of the files whose paths are `wanted`. */
  look(
    repository: HostedRepository | RemoteRepository,
    wanted: (path: string) => boolean,
  ): Promise<Result<RepositoryHead, Problem>>
  /** Newest first. For a repository elsewhere the revision must be a full commit id. */
  listCommits(
    repository: HostedRepository | RemoteRepository,
    revision: string,
    limit: number,
  ): Promise<Result<readonly Commit[], Problem>>
  listRefs(repository: HostedRepository | RemoteRepository): Promise<Result<Refs, Problem>>
  /** Paths that differ between two commits, or all paths if there is none before; an error if one of the commits no longer exists. */
  changedPaths(
    hosted: HostedRepository,
    before: string | undefined,
    after: string,
  ): Promise<Result<readonly string[], Problem>>
  /** Texts of the files below a folder ('' for all) with a matching path, by their path below it. */
  readFiles(
    hosted: HostedRepository,
    revision: string,
    wanted: { readonly directory: string; readonly matching: RegExp },
  ): Promise<Result<Readonly<Record<string, string>>, Problem>>
  /** The text of a file at a revision. */
  readFile(hosted: HostedRepository, revision: string, path: string): Promise<Result<string, Problem>>
  /** A binary file, such as a picture; undefined if it does not exist. */
  readBytes(hosted: HostedRepository, revision: string, path: string): Promise<Result<Uint8Array | undefined, Problem>>
  /** Commits to a branch as the person; if the branch has moved, this is a conflict and overwrites nothing. */
  commitFiles(hosted: HostedRepository, request: CommitRequest): Promise<Result<{ readonly commit: string }, Problem>>
  /** Moves a branch back from a commit to the one before it; `version-conflict` if somebody has built on it. */
  withdrawCommit(
    hosted: HostedRepository,
    made: { readonly branch: string; readonly commit: string; readonly before: string },
  ): Promise<Result<void, Problem>>
  /** Deletes a branch that is still at a commit; leaves one that has moved, or does not exist, alone. */
  deleteBranch(hosted: HostedRepository, made: { readonly branch: string; readonly commit: string }): Promise<void>
}
