import type { ModuleSources } from '#domain/adapters/kernel/kernel.ts'
import type { ModuleVersion } from '#domain/adapters/modules/declared-dependencies.ts'
import type { ModuleAddress } from '#domain/adapters/modules/module-address.ts'
import type { Problem } from '#domain/problem.ts'
import type { Result } from '#domain/result.ts'

/**
 * The credential of a private repository. Its values live in memory only: they reach Git by its environment or by an agent, never by argument, URL or
 * file.
 */
export interface ModuleCredential {
  readonly token?: string
  /** A private SSH key as text. */
  readonly sshKey?: string
}

/** A branch or tag of a module's repository. */
export interface ModuleRevision {
  readonly name: string
  readonly kind: 'branch' | 'tag'
  readonly commit: string
}

/** A module's address as one reader sees it: what a credential opened is cached for that reader alone, what is public for everybody. */
export interface ModulePlace extends ModuleAddress {
  readonly reader?: string
}

/** The present commit of a revision in its repository. */
export interface LookedUp {
  readonly commit: string
  /** For a tag that was moved, its commit at the first look-up. */
  readonly before?: string
}

/** Adapter modules in Git repositories, fetched shallowly and cached by commit, so that fetched ones need no network. */
export interface ModuleRepositories {
  /** The commit of a branch, tag or commit id; an unknown revision is `not-found`, and the problem names the nearest ones. */
  pin(place: ModulePlace, revision: string, credential?: ModuleCredential): Promise<Result<string, Problem>>
  /** Like `pin`, but also asks the repository for tags; `pin` keeps a tag at the commit where it first saw it. */
  lookUp(place: ModulePlace, revision: string, credential?: ModuleCredential): Promise<Result<LookedUp, Problem>>
  /** The module's files at a commit; `not-found` if the folder has no `cue.mod/module.cue`. */
  fetch(place: ModulePlace, commit: string, credential?: ModuleCredential): Promise<Result<ModuleSources, Problem>>
  /** A picture of the module at a commit, by its path below the module's folder; undefined if there is none. */
  picture(
    place: ModulePlace,
    commit: string,
    path: string,
    credential?: ModuleCredential,
  ): Promise<Result<Uint8Array | undefined, Problem>>
  /** Copies all branches and tags with their history into an empty bare repository in a folder, and sets its default branch to theirs. */
  copyTo(folder: string, address: ModuleAddress, credential?: ModuleCredential): Promise<Result<void, Problem>>
  /** Branches and tags; tags with the highest version first. */
  listRevisions(
    address: ModuleAddress,
    credential?: ModuleCredential,
  ): Promise<Result<readonly ModuleRevision[], Problem>>
}

/** CUE's own registry, from which modules get their dependencies. Fetched ones are cached and need no network. */
export interface ModuleRegistry {
  /** The text of a version's `cue.mod/module.cue`. */
  moduleFile(version: ModuleVersion): Promise<Result<string, Problem>>
  /** Its CUE files and documentation, by path below the module's root. */
  files(version: ModuleVersion): Promise<Result<ModuleSources, Problem>>
}
