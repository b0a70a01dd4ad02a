import { homedir } from 'node:os'
import { join } from 'node:path'
import { problem, type Problem } from '#domain/problem.ts'
import { say, type Sentence } from '#domain/sentence.ts'
import type { ModuleCredential } from '#server/ports/modules.ts'
import { runGit, type GitOutcome } from '../git/run-git.ts'
import { withSshKey } from './ssh-agent.ts'

export interface RemoteOptions {
  /** Folder for the known keys of SSH hosts. */
  readonly directory: string
  /** Whether local repositories may be read: on the command line, never on a server. */
  readonly allowFiles?: boolean
  /** Whether to use the person's own SSH configuration and agent: on the command line only. */
  readonly ownSsh?: boolean
  /** The `fix` for people who need a credential. */
  readonly credentialFix: Sentence
  readonly timeoutMs?: number
  readonly signal?: AbortSignal
}

/** A remote repository, ready for Git. */
export interface Remote {
  readonly url: string
  /** The URL without a login, for people. */
  readonly name: string
  readonly hasCredential: boolean
  readonly credentialFix: Sentence
  readonly timeoutMs: number
  git(args: readonly string[], directory?: string): Promise<GitOutcome>
}

/** Opens a repository with a credential: passes a token as a header through Git's environment, a key through an agent. */
export function openRemote(url: string, credential: ModuleCredential, options: RemoteOptions): Remote {
  const timeoutMs = options.timeoutMs ?? 60_000
  const refusal = refusalOf(url, options)
  const isSsh = url.startsWith('ssh://') || /^[^/\s:]+@[^/\s:]+:/.test(url)
  const config: Record<string, string> = { 'protocol.file.allow': options.allowFiles === true ? 'always' : 'never' }
  const origin = URL.canParse(url) ? new URL(url).origin : undefined
  if (credential.token !== undefined && !isSsh && origin !== undefined && origin !== 'null') {
    const login = Buffer.from(`x-access-token:${credential.token}`).toString('base64')
    config[`http.${origin}/.extraHeader`] = `Authorization: Basic ${login}`
  }

  async function git(args: readonly string[], directory?: string): Promise<GitOutcome> {
    if (refusal !== undefined) return refusal
    const call = {
      config,
      timeoutMs,
      ...(directory === undefined ? {} : { directory }),
      ...(options.signal === undefined ? {} : { signal: options.signal }),
    }
    if (!isSsh) return runGit(args, call)
    if (credential.sshKey === undefined) return runGit(args, { ...call, env: sshWithoutKey(options) })
    const lent = await withSshKey(credential.sshKey, (socket) =>
      runGit(args, {
        ...call,
        env: { GIT_SSH_COMMAND: sshCommand(options, `-F /dev/null -o IdentityAgent=${socket}`) },
      }),
    )
    return lent.ok ? lent.value : failure(`${lent.error.message}: ${lent.error.detail ?? ''}`)
  }

  return {
    url,
    name: url.replace(/\/\/[^/@]*@/, '//'),
    hasCredential: credential.token !== undefined || credential.sshKey !== undefined,
    credentialFix: options.credentialFix,
    timeoutMs,
    git,
  }
}

function failure(stderr: string): GitOutcome {
  return { code: 128, stdout: '', bytes: new Uint8Array(), stderr }
}

function refusalOf(url: string, { allowFiles }: RemoteOptions): GitOutcome | undefined {
  if (url.startsWith('-')) return failure('strange hostname blocked')
  const isFile = url.startsWith('/') || url.startsWith('file:')
  if (isFile && allowFiles !== true) return failure(`transport 'file' not allowed`)
  if (/^[a-z][a-z0-9+.-]*::/i.test(url)) return failure('transport not allowed')
  return undefined
}

function sshCommand({ directory }: RemoteOptions, more: string): string {
  return `ssh -o BatchMode=yes -o StrictHostKeyChecking=accept-new ${knownHosts(directory)} ${more}`
}

/** The option for the known keys of hosts: quoted for the shell that Git starts, and within that for ssh, which takes a blank for the next file. */
export function knownHosts(directory: string): string {
  const file = join(directory, 'known_hosts')
    .replaceAll(/["\\]/g, String.raw`\$&`)
    .replaceAll('%', '%%')
  return `-o 'UserKnownHostsFile="${file.replaceAll("'", String.raw`'\''`)}"'`
}

/** Tries the person's own keys and agent on the command line; a server has none. */
function sshWithoutKey(options: RemoteOptions): Record<string, string> {
  if (options.ownSsh !== true) return { GIT_SSH_COMMAND: sshCommand(options, '-F /dev/null -o IdentityAgent=none') }
  const agent = process.env['SSH_AUTH_SOCK']
  return {
    HOME: homedir(),
    GIT_SSH_COMMAND: 'ssh -o BatchMode=yes -o StrictHostKeyChecking=accept-new',
    ...(agent === undefined ? {} : { SSH_AUTH_SOCK: agent }),
  }
}

/** Translates Git's failure into a problem with a fix. */
export function remoteProblem(remote: Remote, { code, stderr }: GitOutcome): Problem {
  const { name } = remote
  const detail = stderr.replaceAll(remote.url, name).trim().slice(0, 2000)
  if (code === 127) return problem('unsupported', say`Git is not installed on this machine`, { fix: say`Install Git` })
  if (code === 124)
    return problem('unreachable', say`The repository ${name} did not answer within ${remote.timeoutMs / 1000} s`, {
      fix: say`Check the URL and the network, then try again`,
    })
  if (
    /transport '?file'? not allowed|transport not allowed|'remote-\S+' is not a git command|remote helper/.test(stderr)
  )
    return problem('unsupported', say`The repository ${name} is not reached by https or ssh`, {
      fix: say`Use the https or ssh URL of the repository`,
    })
  if (/\s/.test(name))
    return problem('invalid-request', say`${name} is not the address of a repository`, {
      fix: say`Use the https or ssh URL of the repository`,
    })
  if (/SSH key cannot be used|needs ssh-agent/.test(stderr))
    return problem('credential-needed', detail, {
      fix: say`Give a private key in OpenSSH or PEM form without a passphrase`,
    })
  if (
    /could not read (Username|Password)|Authentication failed|terminal prompts disabled|Permission denied|HTTP 40[13]|error: 40[13]/i.test(
      stderr,
    )
  )
    return problem(
      'credential-needed',
      remote.hasCredential
        ? say`The repository ${name} may not be read with this credential`
        : say`The repository ${name} may not be read without a credential`,
      {
        fix: remote.hasCredential
          ? say`Check that the token or key is valid and may read the repository`
          : remote.credentialFix,
        detail,
      },
    )
  if (/not found|does not exist|error: 404|does not appear to be a git repository/i.test(stderr))
    return problem(
      'not-found',
      remote.hasCredential
        ? say`There is no repository ${name}, or the credential may not see it`
        : say`There is no repository ${name}, or it is private`,
      {
        fix: remote.hasCredential
          ? say`Check the address of the repository`
          : say`Check the address of the repository. If it is private: ${remote.credentialFix.text}`,
        detail,
      },
    )
  return problem('unreachable', say`The repository ${name} cannot be reached`, {
    fix: say`Check the address, the network and the proxy`,
    detail,
  })
}
