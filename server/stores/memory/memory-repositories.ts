import { sha256 } from '#domain/manifests/sha256.ts'
import { problem, type Problem } from '#domain/problem.ts'
import { say } from '#domain/sentence.ts'
import { err, ok, type Result } from '#domain/result.ts'
import type {
  Commit,
  GitAuthor,
  GitRepositories,
  HostedRepository,
  RemoteRepository,
} from '#server/ports/repositories.ts'

interface KeptCommit extends Commit {
  readonly parent: KeptCommit | undefined
  readonly files: ReadonlyMap<string, string>
}

interface KeptRepository {
  readonly defaultBranch: string
  readonly branches: Map<string, KeptCommit>
}

const oneCommit = /^[0-9a-f]{7,64}$/

/** Git repositories in memory, as far as the platform needs: branches of commits with whole files. Nobody can clone them. */
export function createMemoryRepositories(): GitRepositories {
  const repositories = new Map<string, KeptRepository>()

  function find({ project, repository }: HostedRepository): Result<KeptRepository, Problem> {
    const found = repositories.get(`${project}/${repository}`)
    return found === undefined ? err(problem('not-found', say`There is no repository ${repository}`)) : ok(found)
  }

  function commitAt(hosted: HostedRepository, revision: string): Result<KeptCommit, Problem> {
    const found = find(hosted)
    if (!found.ok) return found
    const { branches, defaultBranch } = found.value
    const named = branches.get(revision === '' ? defaultBranch : revision.replace(/^refs\/heads\//, ''))
    const commit =
      named ??
      (oneCommit.test(revision)
        ? [...branches.values()].flatMap(ancestry).find(({ commit: id }) => id.startsWith(revision))
        : undefined)
    if (commit !== undefined) return ok(commit)
    return err(
      problem('not-found', say`${hosted.repository} has no branch or commit "${revision}"`, {
        fix: say`Try ${defaultBranch}`,
      }),
    )
  }

  return {
    async create(hosted, { branch, files, author, message, at }) {
      const key = `${hosted.project}/${hosted.repository}`
      if (repositories.has(key))
        return err(problem('already-exists', say`The repository ${hosted.repository} is there already`))
      const decoder = new TextDecoder()
      const texts = new Map([...files].map(([path, bytes]) => [path, decoder.decode(bytes)]))
      const first = makeCommit(undefined, texts, { ...signed(author), message, at })
      repositories.set(key, { defaultBranch: branch, branches: new Map([[branch, first]]) })
      return ok({ commit: first.commit })
    },
    copy: async () =>
      err(
        problem('unsupported', say`The demo reaches no repositories elsewhere`, {
          fix: say`Use a repository of the demo`,
        }),
      ),
    exists: async (hosted) => find(hosted).ok,
    async look(repository, wanted) {
      if (isRemote(repository)) return err(beyondReach(repository))
      const head = commitAt(repository, '')
      if (!head.ok) return head
      const { commit, files } = head.value
      const texts = Object.fromEntries([...files].filter(([path]) => wanted(path)))
      const branch = repositories.get(`${repository.project}/${repository.repository}`)?.defaultBranch ?? 'main'
      return ok({ branch, commit, paths: [...files.keys()], texts })
    },
    async resolveRevision(repository, revision) {
      if (isRemote(repository)) return err(beyondReach(repository))
      const found = commitAt(repository, revision)
      return found.ok ? ok(found.value.commit) : found
    },
    async listCommits(repository, revision, limit) {
      if (isRemote(repository)) return err(beyondReach(repository))
      const found = commitAt(repository, revision)
      if (!found.ok) return found
      return ok(
        ancestry(found.value)
          .slice(0, limit)
          .map(({ parent: _parent, files: _files, ...commit }) => commit),
      )
    },
    async listRefs(repository) {
      if (isRemote(repository)) return err(beyondReach(repository))
      const found = find(repository)
      return found.ok
        ? ok({ branches: [...found.value.branches.keys()], tags: [], defaultBranch: found.value.defaultBranch })
        : found
    },
    async changedPaths(hosted, before, after) {
      const now = commitAt(hosted, after)
      if (!now.ok) return now
      const old = before === undefined ? undefined : commitAt(hosted, before)
      if (old?.ok === false) return old
      const files = old?.value.files ?? new Map<string, Uint8Array>()
      const paths = [...new Set([...now.value.files.keys(), ...files.keys()])]
      return ok(paths.filter((path) => files.get(path) !== now.value.files.get(path)))
    },
    async readFiles(hosted, revision, { directory, matching }) {
      const found = commitAt(hosted, revision)
      if (!found.ok) return found
      const start = directory === '' ? '' : `${directory}/`
      const below = [...found.value.files].filter(([path]) => path.startsWith(start) && matching.test(path))
      return ok(Object.fromEntries(below.map(([path, text]) => [path.slice(start.length), text])))
    },
    async readFile(hosted, revision, path) {
      const found = commitAt(hosted, revision)
      if (!found.ok) return found
      const text = found.value.files.get(path)
      return text === undefined
        ? err(problem('not-found', say`${hosted.repository} has no file ${path} there`))
        : ok(text)
    },
    async readBytes(hosted, revision, path) {
      const found = commitAt(hosted, revision)
      if (!found.ok) return found
      const text = found.value.files.get(path)
      return ok(text === undefined ? undefined : new TextEncoder().encode(text))
    },
    async commitFiles(hosted, { branch, files, author, message, expectedHead, at }) {
      const found = find(hosted)
      if (!found.ok) return found
      const { branches, defaultBranch } = found.value
      const head = branches.get(branch)
      if (head?.commit !== expectedHead) return err(moved(hosted, branch))
      const parent = head ?? branches.get(defaultBranch)
      const texts = new Map(parent?.files)
      for (const [path, text] of Object.entries(files)) {
        if (text === null) texts.delete(path)
        else texts.set(path, text)
      }
      const made = makeCommit(parent, texts, { ...signed(author), message, at: at ?? new Date().toISOString() })
      branches.set(branch, made)
      return ok({ commit: made.commit })
    },
    async withdrawCommit(hosted, { branch, commit, before }) {
      const found = find(hosted)
      if (!found.ok) return found
      const head = found.value.branches.get(branch)
      if (head?.commit !== commit || head.parent?.commit !== before) return err(moved(hosted, branch))
      found.value.branches.set(branch, head.parent)
      return ok(undefined)
    },
    async deleteBranch(hosted, { branch, commit }) {
      const found = find(hosted)
      if (found.ok && found.value.branches.get(branch)?.commit === commit) found.value.branches.delete(branch)
    },
  }
}

function moved({ repository }: HostedRepository, branch: string): Problem {
  return problem('version-conflict', say`The branch ${branch} of ${repository} has moved`, {
    fix: say`Look at what is there now, then try again`,
  })
}

function beyondReach({ url }: RemoteRepository): Problem {
  return problem('unreachable', say`${url} cannot be reached from here`, {
    fix: say`Use a repository that the platform keeps`,
  })
}

function isRemote(repository: HostedRepository | RemoteRepository): repository is RemoteRepository {
  return 'url' in repository
}

function ancestry(commit: KeptCommit): readonly KeptCommit[] {
  const line: KeptCommit[] = []
  for (let one: KeptCommit | undefined = commit; one !== undefined; one = one.parent) line.push(one)
  return line
}

function signed({ name, email }: GitAuthor): Pick<Commit, 'author' | 'authorEmail'> {
  return { author: name, authorEmail: email }
}

/** Derives the id from the content, as Git does, but not by Git's own recipe. */
function makeCommit(
  parent: KeptCommit | undefined,
  files: ReadonlyMap<string, string>,
  about: Omit<Commit, 'commit'>,
): KeptCommit {
  const commit = sha256(JSON.stringify([parent?.commit ?? '', about, [...files]])).slice(0, 40)
  return { ...about, commit, parent, files }
}
