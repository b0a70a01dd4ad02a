import { rm } from 'node:fs/promises'
import type { ModuleSources } from '#domain/adapters/kernel/kernel.ts'
import { sshUrl } from '#domain/adapters/modules/module-address.ts'
import { nearestName } from '#domain/line/nearest-name.ts'
import { problem, type Problem } from '#domain/problem.ts'
import { say } from '#domain/sentence.ts'
import { err, ok, type Result } from '#domain/result.ts'
import { fetchCommit } from '../git/fetch-commit.ts'
import { objectId } from '../git/object-id.ts'
import type {
  LookedUp,
  ModuleCredential,
  ModulePlace,
  ModuleRepositories,
  ModuleRevision,
} from '#server/ports/modules.ts'
import { createModuleCache } from './module-cache.ts'
import { openRemote, remoteProblem, type Remote, type RemoteOptions } from './module-remote.ts'
import { readModulePictures, readModuleTree } from './module-tree.ts'

export interface GitModulesOptions extends RemoteOptions {
  /** Folder of the cache. */
  readonly directory: string
  /** Resolves known tags again; otherwise a tag keeps its first commit, as it should. */
  readonly refresh?: boolean
  /** Receives notices that are no failures. */
  readonly note?: (line: string) => void
}

const partOfCommit = /^[0-9a-f]{7,39}$/

/** Fetches adapter modules by Git and caches them by commit in a folder that processes may share. */
export function createGitModules(options: GitModulesOptions): ModuleRepositories {
  const cache = createModuleCache(options.directory)
  const underWay = new Map<string, Promise<Result<ModuleSources, Problem>>>()

  function remoteOf(address: ModulePlace, credential: ModuleCredential | undefined): Remote {
    // A key without a token means SSH.
    const overSsh =
      credential?.token === undefined && credential?.sshKey !== undefined ? sshUrl(address.url) : undefined
    return openRemote(overSsh ?? address.url, credential ?? {}, options)
  }

  async function pin(
    place: ModulePlace,
    revision: string,
    credential?: ModuleCredential,
  ): Promise<Result<string, Problem>> {
    const known = await cache.knownRevision(keptIn(place, credential), revision)
    if (known !== undefined && known.kind !== 'branch' && options.refresh !== true) return ok(known.commit)
    const found = await lookUp(place, revision, credential)
    return found.ok ? ok(found.value.commit) : found
  }

  async function lookUp(
    place: ModulePlace,
    revision: string,
    credential?: ModuleCredential,
  ): Promise<Result<LookedUp, Problem>> {
    if (objectId.test(revision)) return ok({ commit: revision })
    const home = keptIn(place, credential)
    const known = await cache.knownRevision(home, revision)
    const remote = remoteOf(place, credential)
    const listed = await listRefs(remote)
    if (!listed.ok) {
      if (known === undefined || listed.error.code !== 'unreachable') return listed
      options.note?.(`${remote.name} cannot be reached; ${revision} is taken as ${known.commit}, as it was last seen`)
      return ok({ commit: known.commit })
    }
    const ref = findRef(listed.value, revision)
    if (ref !== undefined) {
      const { kind, commit } = ref
      const isMoved = kind === 'tag' && known?.kind === 'tag' && known.commit !== commit
      // Users of a moved tag keep its old commit until they ask for a refresh.
      if (!isMoved || options.refresh === true) await cache.remember(home, revision, { kind, commit })
      return ok({ commit, ...(isMoved ? { before: known.commit } : {}) })
    }
    const commit = partOfCommit.test(revision) ? await findCommit(remote, listed.value, revision) : undefined
    if (commit === undefined) return err(unknownRevision(remote, revision, listed.value))
    await cache.remember(home, revision, { kind: 'commit', commit })
    return ok({ commit })
  }

  /** Looks for an abbreviated commit id among the refs, then in the history without its files. */
  async function findCommit(
    remote: Remote,
    refs: readonly ModuleRevision[],
    part: string,
  ): Promise<string | undefined> {
    const advertised = refs.find(({ commit }) => commit.startsWith(part))
    if (advertised !== undefined) return advertised.commit
    const folder = await cache.workFolder()
    try {
      await remote.git(['init', '--quiet', '--bare', folder])
      const all = ['+refs/heads/*:refs/heads/*', '+refs/tags/*:refs/tags/*']
      await remote.git(['fetch', '--quiet', '--no-tags', '--filter=tree:0', '--', remote.url, ...all], folder)
      const found = await remote.git(['rev-parse', '--verify', '--quiet', `${part}^{commit}`], folder)
      return found.code === 0 ? found.stdout.trim() : undefined
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  }

  async function fetch(
    place: ModulePlace,
    commit: string,
    credential: ModuleCredential | undefined,
  ): Promise<Result<ModuleSources, Problem>> {
    const kept = (await cache.read(keptIn(place, undefined), commit)) ?? (await cache.read(place, commit))
    if (kept !== undefined) return ok(kept)
    const home = keptIn(place, credential)
    return cache.exclusively(home, async () => {
      const meanwhile = await cache.read(home, commit)
      return meanwhile === undefined ? fetchAll(home, commit, credential) : ok(meanwhile)
    })
  }

  /** Fetches a commit and caches the module's files from it. */
  async function fetchAll(
    address: ModulePlace,
    commit: string,
    credential: ModuleCredential | undefined,
  ): Promise<Result<ModuleSources, Problem>> {
    const folder = await cache.workFolder()
    try {
      const remote = remoteOf(address, credential)
      const fetched = await fetchCommit(remote, folder, commit)
      if (!fetched.ok) return fetched
      const sources = await readModuleTree(folder, commit, address.directory, remote.name)
      if (!sources.ok) return sources
      const pictures = await readModulePictures(folder, commit, address.directory, remote.name)
      await cache.writePictures(address, commit, pictures)
      await cache.write(address, commit, sources.value)
      return sources
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  }

  /** Earlier versions cached no pictures; fetch the commit again then. */
  async function picture(
    place: ModulePlace,
    commit: string,
    path: string,
    credential?: ModuleCredential,
  ): Promise<Result<Uint8Array | undefined, Problem>> {
    const address = keptIn(place, credential)
    if ((await cache.readPicture(address, commit, path)) === undefined) {
      const fetched = await cache.exclusively(address, async () =>
        (await cache.readPicture(address, commit, path)) === undefined
          ? fetchAll(address, commit, credential)
          : ok(undefined),
      )
      if (!fetched.ok) return fetched
    }
    const kept = await cache.readPicture(address, commit, path)
    return ok(kept === 'none' ? undefined : kept)
  }

  return {
    pin,
    lookUp,
    picture,
    fetch(place, commit, credential) {
      const key = JSON.stringify([place, commit, credential === undefined])
      const running = underWay.get(key)
      if (running !== undefined) return running
      const fresh = fetch(place, commit, credential).finally(() => underWay.delete(key))
      underWay.set(key, fresh)
      return fresh
    },
    async copyTo(folder, address, credential) {
      const remote = remoteOf(address, credential)
      const head = await remote.git(['ls-remote', '--symref', '--', remote.url, 'HEAD'])
      if (head.code !== 0) return err(remoteProblem(remote, head))
      const all = ['+refs/heads/*:refs/heads/*', '+refs/tags/*:refs/tags/*']
      const fetched = await remote.git(['fetch', '--quiet', '--no-tags', '--', remote.url, ...all], folder)
      if (fetched.code !== 0) return err(remoteProblem(remote, fetched))
      const branch = /^ref: (refs\/heads\/\S+)\tHEAD$/m.exec(head.stdout)?.[1]
      if (branch !== undefined) await remote.git(['symbolic-ref', 'HEAD', branch], folder)
      return ok(undefined)
    },
    async listRevisions(address, credential) {
      const listed = await listRefs(remoteOf(address, credential))
      return listed.ok ? ok(sortRevisions(listed.value.filter(({ name }) => name !== ''))) : listed
    },
  }
}

/** Chooses the cache place: private files per credential, public files shared by everybody. */
function keptIn(place: ModulePlace, credential: ModuleCredential | undefined): ModulePlace {
  return credential === undefined ? { url: place.url, directory: place.directory } : place
}

/** Lists branches and tags; the default branch also appears under the empty name. */
async function listRefs(remote: Remote): Promise<Result<readonly ModuleRevision[], Problem>> {
  const answer = await remote.git(['ls-remote', '--', remote.url, 'HEAD', 'refs/heads/*', 'refs/tags/*'])
  if (answer.code !== 0) return err(remoteProblem(remote, answer))
  const commits = new Map(
    answer.stdout.split('\n').flatMap((line) => {
      const [commit = '', ref = ''] = line.split('\t')
      return ref === '' ? [] : [[ref, commit] as const]
    }),
  )
  return ok(
    [...commits].flatMap(([ref, commit]): ModuleRevision[] => {
      if (ref === 'HEAD') return [{ name: '', kind: 'branch', commit }]
      if (ref.startsWith('refs/heads/')) return [{ name: ref.slice('refs/heads/'.length), kind: 'branch', commit }]
      if (!ref.startsWith('refs/tags/') || ref.endsWith('^{}')) return []
      // An annotated tag is its own object; `^{}` is its commit.
      return [{ name: ref.slice('refs/tags/'.length), kind: 'tag', commit: commits.get(`${ref}^{}`) ?? commit }]
    }),
  )
}

function findRef(refs: readonly ModuleRevision[], revision: string): ModuleRevision | undefined {
  const name = revision.replace(/^refs\/(heads|tags)\//, '')
  return (
    refs.find((ref) => ref.name === name && ref.kind === 'tag') ??
    refs.find((ref) => ref.name === name && ref.kind === 'branch')
  )
}

function unknownRevision(remote: Remote, revision: string, refs: readonly ModuleRevision[]): Problem {
  const names = refs.map(({ name }) => name).filter((name) => name !== '')
  const sorted = sortRevisions(refs.filter(({ name }) => name !== ''))
  const near = nearestName(revision, names)
  const newest = sorted.slice(0, 3).map(({ name }) => name)
  return problem('not-found', say`The repository ${remote.name} has no branch, tag or commit "${revision}"`, {
    fix:
      near !== undefined
        ? newest.includes(near)
          ? say`Did you mean ${near}?`
          : say`Did you mean ${near}? The newest are ${newest.join(', ')}`
        : names.length === 0
          ? say`The repository is empty`
          : names.length > newest.length
            ? say`There are ${newest.join(', ')} and ${names.length - newest.length} more`
            : say`There are ${newest.join(', ')}`,
  })
}

/** Tags with the highest version first, then branches by name. */
function sortRevisions(refs: readonly ModuleRevision[]): ModuleRevision[] {
  return [...refs].sort((a, b) =>
    a.kind === b.kind
      ? a.kind === 'tag'
        ? b.name.localeCompare(a.name, 'en', { numeric: true })
        : a.name.localeCompare(b.name, 'en')
      : a.kind === 'tag'
        ? -1
        : 1,
  )
}
