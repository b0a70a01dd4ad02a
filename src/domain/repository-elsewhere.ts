import { freeName } from './free-name.ts'
import type { Repository } from './project.ts'

/** Whether a text is the address of a Git repository: with https, or as SSH has them. */
export function isRepositoryAddress(text: string): boolean {
  return /^https?:\/\/[^\s/]+\/\S+$/.test(text) || isSsh(text)
}

/** The project's own repository at an address, however that ends; undefined where it has none there. */
export function repositoryAt(address: string, known: readonly Repository[]): Repository | undefined {
  return known.find(({ gitCloneUrl }) => bare(gitCloneUrl) === bare(address))
}

/** The repository at an address: the project's own where it has one there, otherwise a new one that is called after the end of the address. */
export function repositoryElsewhere(address: string, known: readonly Repository[]): Repository {
  const there = repositoryAt(address, known)
  if (there !== undefined) return there
  const last = /([^/:]+)$/.exec(bare(address))?.[1] ?? ''
  const name = last
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
  return {
    name: freeName(name === '' ? 'repository' : name, new Set(known.map((one) => one.name))),
    kind: hostKind(address),
    gitCloneProtocol: isSsh(address) ? 'ssh' : 'https',
    visibility: 'private',
    gitCloneUrl: address,
    description: '',
  }
}

/** Who hosts an address, as far as it tells; servers of one's own mostly run GitLab. */
export function hostKind(address: string): Exclude<Repository['kind'], 'hosted'> {
  const host = /^(?:[a-z]+:\/\/)?(?:[^@/]*@)?([^:/]+)/.exec(address)?.[1] ?? ''
  return hosts.find(([known]) => host === known || host.endsWith(`.${known}`))?.[1] ?? 'gitlab'
}

const hosts = [
  ['github.com', 'github'],
  ['gitlab.com', 'gitlab'],
  ['bitbucket.org', 'bitbucket'],
  ['backlog.com', 'backlog'],
  ['backlog.jp', 'backlog'],
] as const

function isSsh(address: string): boolean {
  return /^(ssh:\/\/\S+|[\w.-]+@[\w.-]+:\S+)$/.test(address)
}

function bare(address: string): string {
  return address.replace(/(\.git)?\/*$/, '')
}
