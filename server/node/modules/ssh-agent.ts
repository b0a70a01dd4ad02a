import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { problem, type Problem } from '#domain/problem.ts'
import { say } from '#domain/sentence.ts'
import { err, ok, type Result } from '#domain/result.ts'

/** Lends a private key to the work through a temporary agent: the key goes through a pipe into that process and never into a file. */
export async function withSshKey<T>(key: string, work: (socket: string) => Promise<T>): Promise<Result<T, Problem>> {
  const folder = await mkdtemp(join(tmpdir(), 'lw-ssh-'))
  const socket = join(folder, 'agent')
  const agent = spawn('ssh-agent', ['-D', '-a', socket], { stdio: 'ignore' })
  let failure: string | undefined
  agent.on('error', (error) => (failure ??= error.message))
  agent.on('exit', (code) => (failure ??= `ssh-agent ended with ${code}`))
  try {
    const isThere = async (): Promise<boolean> => (await stat(socket).catch(() => undefined)) !== undefined
    while (failure === undefined && !(await isThere())) await wait(5)
    const reason = failure
    if (reason !== undefined)
      return err(
        problem('unsupported', say`An SSH key needs ssh-agent, which does not start here`, {
          fix: say`Install the OpenSSH client`,
          detail: reason,
        }),
      )
    const refusal = await addKey(key, socket)
    if (refusal !== undefined)
      return err(
        problem('credential-needed', say`The SSH key cannot be used`, {
          fix: say`Give a private key in OpenSSH or PEM form without a passphrase`,
          detail: refusal,
        }),
      )
    return ok(await work(socket))
  } finally {
    agent.kill()
    await rm(folder, { recursive: true, force: true })
  }
}

async function addKey(key: string, socket: string): Promise<string | undefined> {
  const add = spawn('ssh-add', ['-q', '-'], {
    env: { PATH: process.env['PATH'], SSH_AUTH_SOCK: socket, SSH_ASKPASS: 'false', LC_ALL: 'C' },
    stdio: ['pipe', 'ignore', 'pipe'],
    // Detached from the terminal, so that it cannot ask for a passphrase.
    detached: true,
  })
  let said = ''
  add.stderr.on('data', (chunk) => (said += String(chunk)))
  add.stdin.on('error', () => undefined)
  add.stdin.end(key.endsWith('\n') ? key : `${key}\n`)
  const [code] = await once(add, 'close')
  return code === 0 ? undefined : said.trim()
}
