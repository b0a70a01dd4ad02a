import { readFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { isAbsolute, join } from 'node:path'
import { problem } from '#domain/problem.ts'
import { saidBy } from '#domain/said-by.ts'
import { say } from '#domain/sentence.ts'
import { createGitModules } from '#server/node/modules/git-modules.ts'
import { createRegistryModules } from '#server/node/modules/registry-modules.ts'
import type { ModuleCredential, ModuleRegistry, ModuleRepositories } from '#server/ports/modules.ts'
import type { OptionSpecs } from '../command.ts'
import { CommandFailure } from '../report.ts'
import type { Terminal } from '../terminal.ts'

/** Options of every command that reads modules. */
export const moduleOptions = {
  'module-root': {
    value: 'DIR',
    repeatable: true,
    completes: 'directory',
    summary: 'Take the module that DIR/cue.mod/module.cue names from DIR instead of Git',
  },
  refresh: { summary: 'Look up tags again instead of keeping the commits that they had before' },
} as const satisfies OptionSpecs

const credentialFix = say`Set GIT_TOKEN to a token that may read it, or GIT_SSH_KEY_PATH to the path of a private SSH key, in the environment`

/** Opens Git modules for this person, with credentials from the environment and a cache in their cache folder. */
export function openModules(terminal: Terminal, refresh: boolean): ModuleRepositories {
  return createGitModules({
    directory: cacheFolder(terminal.env),
    allowFiles: true,
    ownSsh: true,
    credentialFix,
    refresh,
    signal: terminal.signal,
    note: (line) => terminal.err(`linewright: note: ${line}\n`),
  })
}

/** Opens the CUE registries that CUE_REGISTRY names. */
export function openRegistryModules({ env, signal }: Terminal): ModuleRegistry {
  return createRegistryModules({ directory: cacheFolder(env), places: env['CUE_REGISTRY'], signal })
}

/** The folder of fetched modules: `LINEWRIGHT_CACHE`, else in the user's cache folder. */
function cacheFolder(env: Terminal['env']): string {
  const chosen = env['LINEWRIGHT_CACHE'] ?? ''
  if (chosen !== '') return chosen
  const xdg = env['XDG_CACHE_HOME'] ?? ''
  const home = env['HOME'] ?? homedir()
  const base = isAbsolute(xdg)
    ? xdg
    : process.platform === 'darwin'
      ? join(home, 'Library', 'Caches')
      : join(home, '.cache')
  return join(base, 'linewright', 'modules')
}

/** Reads the token and key from the documented variables; GITHUB_TOKEN is the old name of GIT_TOKEN. */
export async function credentialOf(env: Terminal['env']): Promise<ModuleCredential> {
  const token = [env['GIT_TOKEN'], env['GITHUB_TOKEN']].find((value) => value !== undefined && value !== '')
  const keyFile = env['GIT_SSH_KEY_PATH'] ?? ''
  if (keyFile === '') return token === undefined ? {} : { token }
  const sshKey = await readFile(keyFile, 'utf8').catch((error: unknown) => {
    const detail = saidBy(error)
    throw new CommandFailure(
      problem('invalid-request', 'The SSH key that GIT_SSH_KEY_PATH names cannot be read', {
        fix: 'Give the absolute path of a private key',
        detail,
      }),
    )
  })
  return { sshKey, ...(token === undefined ? {} : { token }) }
}
