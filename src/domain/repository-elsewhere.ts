import { freeName } from './free-name.ts'
import type { Repository } from './project.ts'

/** Whether a text is the address of a Git repository, by HTTPS or SSH. */
export function isRepositoryAddress(text: string): boolean {
  return /^https?:\/\/[^\s/]+\/\S+$/.test(text) || isSsh(text)
}

/** Finds the project's own repository at an address, with or without its ending; undefined if there is none. */
export function repositoryAt(address: string, known: readonly Repository[]): Repository | undefined {
  return known.find(({ gitCloneUrl }) => bare(gitCloneUrl) === bare(address))
}

/** Returns the project's own repository at an address, or a new one named after the end of the address. */
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

/** Guesses who hosts an address; most self-hosted servers run GitLab. */
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
