import type { QvsModule } from '../qvs-config/qvs-config.ts'

/** Name of Linewright's built-in module; a QVS Config need not name it. */
export const builtinModule = 'linewright.dev/adapters'

/** A folder of a Git repository: `url` is what Git uses, without a login; `directory` contains `cue.mod` ('' is the root). */
export interface ModuleAddress {
  readonly url: string
  readonly directory: string
}

/** Modules known by a name that is not a repository (Value Stream). */
const registry: Readonly<Record<string, string>> = {
  'qmonus.net/adapter/official': 'https://github.com/qmonus/official-cloud-native-adapters.git',
}

/** The Git address and requested revision of a QVS Config's module; undefined for a local one. */
export function moduleAddress(
  module: QvsModule,
): { readonly address: ModuleAddress; readonly revision: string } | undefined {
  const { source } = module
  switch (source.kind) {
    case 'local':
      return undefined
    case 'revision':
      return {
        address: { url: registry[module.name] ?? repositoryUrl(module.name), directory: '' },
        revision: source.revision,
      }
    case 'remote':
      return {
        address: { url: repositoryUrl(source.repo), directory: plainDirectory(source.path) },
        revision: source.revision,
      }
  }
}

/**
 * Normalises a repository address as people write it: with or without `https://` and `.git`, in SSH's short form, or as a URL. Hosts that serve
 * repositories under plain names get `.git`, which all of them understand.
 */
export function repositoryUrl(text: string): string {
  const name = text.trim().replace(/\/+$/, '')
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(name) || /^[^/\s:]+@[^/\s:]+:/.test(name) || name.startsWith('/')) return name
  const hasEnding = name.endsWith('.git')
  return `https://${name}${hasEnding ? '' : '.git'}`
}

/** The same repository over SSH (`git@host:path`), with a key as credential; undefined if the URL is not https. */
export function sshUrl(url: string): string | undefined {
  const match = /^https:\/\/([^/@:]+)\/(.+)$/.exec(url)
  return match === null ? undefined : `git@${match[1]}:${match[2]}`
}

function plainDirectory(path: string): string {
  return path
    .split('/')
    .filter((part) => part !== '' && part !== '.')
    .join('/')
}
