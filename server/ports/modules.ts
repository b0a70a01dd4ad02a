import type { ModuleSources } from '#domain/adapters/kernel/kernel.ts'
import type { ModuleVersion } from '#domain/adapters/modules/declared-dependencies.ts'
import type { ModuleAddress } from '#domain/adapters/modules/module-address.ts'
import type { Problem } from '#domain/problem.ts'
import type { Result } from '#domain/result.ts'

/** What opens a private repository. Values live in memory only: they reach Git by its environment or by an agent, never by argument, URL or file. */
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

/** A module's place as one reader sees it: what a credential opened is kept for that reader alone, what is public for everybody. */
export interface ModulePlace extends ModuleAddress {
  readonly reader?: string
}

/** What a revision stands for in its repository now. */
export interface LookedUp {
  readonly commit: string
  /** What the tag stood for when it was first looked up; it was moved since. */
  readonly before?: string
}

/** Adapter modules in Git repositories, fetched shallowly and kept by commit: what was fetched once is there without a network. */
export interface ModuleRepositories {
  /** The commit that a branch, tag or commit id stands for; an unknown revision is `not-found` and names the nearest ones. */
  pin(place: ModulePlace, revision: string, credential?: ModuleCredential): Promise<Result<string, Problem>>
  /** As `pin`, and asks the repository for tags as well, which `pin` leaves at the commit that they were first seen at. */
  lookUp(place: ModulePlace, revision: string, credential?: ModuleCredential): Promise<Result<LookedUp, Problem>>
  /** The module's files at a commit; `not-found` when the folder holds no `cue.mod/module.cue`. */
  fetch(place: ModulePlace, commit: string, credential?: ModuleCredential): Promise<Result<ModuleSources, Problem>>
  /** A picture of the module at a commit, by its path below the module's folder; undefined where there is none. */
  picture(
    place: ModulePlace,
    commit: string,
    path: string,
    credential?: ModuleCredential,
  ): Promise<Result<Uint8Array | undefined, Problem>>
  /** Brings all branches and tags with their history to an empty bare repository in a folder, whose default branch becomes theirs. */
  copyTo(folder: string, address: ModuleAddress, credential?: ModuleCredential): Promise<Result<void, Problem>>
  /** Branches and tags, tags with the highest version first. */
  listRevisions(
    address: ModuleAddress,
    credential?: ModuleCredential,
  ): Promise<Result<readonly ModuleRevision[], Problem>>
}

/** CUE's own registry, which modules declare dependencies for. What was fetched once is there without a network. */
export interface ModuleRegistry {
  /** The text of a version's `cue.mod/module.cue`. */
  moduleFile(version: ModuleVersion): Promise<Result<string, Problem>>
  /** Its CUE files and documentation, by path below the module's root. */
  files(version: ModuleVersion): Promise<Result<ModuleSources, Problem>>
}
