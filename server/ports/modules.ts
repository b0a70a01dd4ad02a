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

/** Adapter modules in Git repositories, fetched shallowly and kept by commit: what was fetched once is there without a network. */
export interface ModuleRepositories {
  /** The commit that a branch, tag or commit id stands for; an unknown revision is `not-found` and names the nearest ones. */
  pin(address: ModuleAddress, revision: string, credential?: ModuleCredential): Promise<Result<string, Problem>>
  /** The module's files at a commit; `not-found` when the folder holds no `cue.mod/module.cue`. */
  fetch(address: ModuleAddress, commit: string, credential?: ModuleCredential): Promise<Result<ModuleSources, Problem>>
  /** A picture of the module at a commit, by its path below the module's folder; undefined where there is none. */
  picture(
    address: ModuleAddress,
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
