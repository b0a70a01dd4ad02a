import type { ModuleSources } from '#domain/adapters/kernel/kernel.ts'
import type { ModuleAddress } from '#domain/adapters/modules/module-address.ts'
import { sourcesDigest } from '#domain/manifests/sources-digest.ts'
import { problem, type Problem } from '#domain/problem.ts'
import { say } from '#domain/sentence.ts'
import { err, ok, type Result } from '#domain/result.ts'
import type { Ports } from '../../ports.ts'
import type { ModuleRepositories, ModuleRevision } from '../../ports/modules.ts'
import type { HostedRepository } from '../../ports/repositories.ts'
import { cloneUrlOf } from '../repositories/clone-url.ts'

/**
 * Module repositories from a project's point of view: its own hosted ones are read directly, all others through Git.
 * Another project's hosted repository is foreign too, and needs a token.
 */
export function moduleRepositoriesOf(ports: Ports, project: string): ModuleRepositories {
  const elsewhere = ports.moduleRepositories
  const start = cloneUrlOf(ports, project, '').replace(/\.git$/, '')

  function hostedOf({ url }: ModuleAddress): HostedRepository | undefined {
    const name = url.startsWith(start) ? url.slice(start.length).replace(/\.git$/, '') : ''
    return /^[a-z0-9][a-z0-9-]*$/.test(name) ? { project, repository: name } : undefined
  }

  // What a credential of this project opened must not be cached for other projects.
  const asReader = (address: ModuleAddress) => ({ ...address, reader: project })

  async function fetchHosted(
    hosted: HostedRepository,
    { directory }: ModuleAddress,
    commit: string,
  ): Promise<Result<ModuleSources, Problem>> {
    const files = await ports.repositories.readFiles(hosted, commit, { directory, matching: /\.(cue|md|svg)$/ })
    if (!files.ok) return files
    if (files.value['cue.mod/module.cue'] !== undefined)
      return ok({ digest: sourcesDigest(files.value), files: files.value })
    const where = directory === '' ? 'its root' : directory
    return err(
      problem('not-found', say`The repository ${hosted.repository} has no CUE module in ${where}`, {
        fix: say`Name the folder that holds cue.mod`,
      }),
    )
  }

  async function listHosted(hosted: HostedRepository): Promise<Result<readonly ModuleRevision[], Problem>> {
    const refs = await ports.repositories.listRefs(hosted)
    if (!refs.ok) return refs
    const named = [
      ...refs.value.tags.map((name) => ({ name, kind: 'tag' as const })),
      ...refs.value.branches.map((name) => ({ name, kind: 'branch' as const })),
    ]
    const found = await Promise.all(
      named.map(async ({ name, kind }): Promise<ModuleRevision[]> => {
        const commit = await ports.repositories.resolveRevision(hosted, name)
        return commit.ok ? [{ name, kind, commit: commit.value }] : []
      }),
    )
    return ok(found.flat())
  }

  return {
    pin(address, revision, credential) {
      const hosted = hostedOf(address)
      return hosted === undefined
        ? elsewhere.pin(asReader(address), revision, credential)
        : ports.repositories.resolveRevision(hosted, revision)
    },
    async lookUp(address, revision, credential) {
      const hosted = hostedOf(address)
      if (hosted === undefined) return elsewhere.lookUp(asReader(address), revision, credential)
      const commit = await ports.repositories.resolveRevision(hosted, revision)
      return commit.ok ? ok({ commit: commit.value }) : commit
    },
    fetch(address, commit, credential) {
      const hosted = hostedOf(address)
      return hosted === undefined
        ? elsewhere.fetch(asReader(address), commit, credential)
        : fetchHosted(hosted, address, commit)
    },
    picture(address, commit, path, credential) {
      const hosted = hostedOf(address)
      if (hosted === undefined) return elsewhere.picture(asReader(address), commit, path, credential)
      const { directory } = address
      return ports.repositories.readBytes(hosted, commit, directory === '' ? path : `${directory}/${path}`)
    },
    copyTo: (folder, address, credential) => elsewhere.copyTo(folder, address, credential),
    listRevisions(address, credential) {
      const hosted = hostedOf(address)
      return hosted === undefined ? elsewhere.listRevisions(address, credential) : listHosted(hosted)
    },
  }
}
