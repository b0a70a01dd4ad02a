import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** A working copy on this machine, made with the real Git. */
export interface WorkingCopy {
  readonly read: (file: string) => Promise<string>
  readonly write: (file: string, text: string) => Promise<void>
  /** Commits everything; returns the commit. */
  readonly commit: (message: string) => Promise<string>
  readonly push: () => Promise<void>
  readonly remove: () => Promise<void>
}

const identity = ['-c', 'user.name=Dan Okafor', '-c', 'user.email=dan@example.org']

async function git(...args: readonly string[]): Promise<string> {
  const { stdout } = await run('git', [...identity, ...args], { env: { ...process.env, GIT_TERMINAL_PROMPT: '0' } })
  return stdout.trim()
}

function withLogin(url: string, user: string, token: string): string {
  const address = new URL(url)
  address.username = user
  address.password = token
  return address.href
}

/** Makes a repository with these files and pushes it over one with another history. */
export async function pushNew(
  url: string,
  user: string,
  token: string,
  files: Readonly<Record<string, string>>,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'linewright-new-'))
  await git('init', '--quiet', folder)
  for (const [file, text] of Object.entries(files)) await writeFile(join(folder, file), text)
  await git('-C', folder, 'add', '--all')
  await git('-C', folder, 'commit', '--quiet', '--message', 'Begin')
  await git('-C', folder, 'push', '--quiet', '--force', withLogin(url, user, token), 'HEAD:main')
  await rm(folder, { recursive: true, force: true })
}

/** Runs `git clone` with a user name and a token, as the settings page shows them. */
export async function clone(url: string, user: string, token: string): Promise<WorkingCopy> {
  const folder = await mkdtemp(join(tmpdir(), 'linewright-clone-'))
  const copy = join(folder, 'copy')
  await git('clone', '--quiet', withLogin(url, user, token), copy)
  return {
    read: (file) => readFile(join(copy, file), 'utf8'),
    async write(file, text) {
      await mkdir(dirname(join(copy, file)), { recursive: true })
      await writeFile(join(copy, file), text)
    },
    async commit(message) {
      await git('-C', copy, 'add', '--all')
      await git('-C', copy, 'commit', '--quiet', '--message', message)
      return git('-C', copy, 'rev-parse', 'HEAD')
    },
    async push() {
      await git('-C', copy, 'push', '--quiet')
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}
