import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'

export interface GitOutcome {
  readonly code: number
  readonly stdout: string
  /** The same output as raw bytes, for files of any encoding. */
  readonly bytes: Uint8Array
  readonly stderr: string
}

export interface GitCall {
  readonly directory?: string
  readonly env?: Readonly<Record<string, string>>
  readonly input?: string | Uint8Array
  readonly timeoutMs?: number
  /** Git settings for this call, passed by environment, so that credentials never appear in arguments. */
  readonly config?: Readonly<Record<string, string>>
  /** Ends Git early. */
  readonly signal?: AbortSignal
}

const largestOutput = 32 * 2 ** 20

/** Environment that excludes personal and system-wide settings, hooks, prompts and credential programs. */
export function gitEnvironment(config: Readonly<Record<string, string>> = {}): Record<string, string> {
  const kept = [
    'PATH',
    'HTTP_PROXY',
    'HTTPS_PROXY',
    'NO_PROXY',
    'http_proxy',
    'https_proxy',
    'no_proxy',
    'GIT_SSL_CAINFO',
    'SSL_CERT_FILE',
    'SSL_CERT_DIR',
  ]
  const settings = Object.entries({
    'safe.directory': '*',
    'core.hooksPath': '/dev/null',
    'credential.helper': '',
    'gc.auto': '0',
    'receive.autogc': 'false',
    'protocol.ext.allow': 'never',
    'protocol.file.allow': 'never',
    // Makes the rest of an abandoned call end by itself.
    'http.lowSpeedLimit': '1',
    'http.lowSpeedTime': '60',
    ...config,
  })
  return {
    ...Object.fromEntries(kept.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]]))),
    HOME: tmpdir(),
    LC_ALL: 'C',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_TERMINAL_PROMPT: '0',
    GIT_ASKPASS: 'true',
    GIT_CONFIG_COUNT: String(settings.length),
    ...Object.fromEntries(
      settings.flatMap(([key, value], index) => [
        [`GIT_CONFIG_KEY_${index}`, key],
        [`GIT_CONFIG_VALUE_${index}`, value],
      ]),
    ),
  }
}

/** Runs Git and returns how it ended; code 124 means the time-out, 127 a machine without Git. */
export function runGit(args: readonly string[], call: GitCall = {}): Promise<GitOutcome> {
  const env = { ...gitEnvironment(call.config), ...call.env }
  // No argument or variable can hold a zero byte; Git cannot know such a name or token.
  if ([...args, call.directory ?? '', ...Object.values(env)].some((text) => text.includes('\0')))
    return Promise.resolve({ code: 1, stdout: '', bytes: new Uint8Array(), stderr: 'fatal: zero byte' })
  return new Promise((resolve) => {
    const child = spawn('git', [...args], {
      ...(call.directory === undefined ? {} : { cwd: call.directory }),
      env,
      stdio: ['pipe', 'pipe', 'pipe'],
    })
    const out: Buffer[] = []
    const errors: Buffer[] = []
    let size = 0
    const settle = (code: number, stderr = Buffer.concat(errors).toString()): void => {
      clearTimeout(timer)
      call.signal?.removeEventListener('abort', stop)
      const bytes = Buffer.concat(out)
      resolve({ code, stdout: bytes.toString(), bytes, stderr })
    }
    /** Does not wait for programs that Git started: the one that speaks HTTP may hold the output open until somebody answers. */
    const end = (code: number): void => {
      child.kill('SIGKILL')
      for (const stream of [child.stdin, child.stdout, child.stderr]) stream.destroy()
      settle(code)
    }
    const stop = (): void => end(1)
    const timer = setTimeout(() => end(124), call.timeoutMs ?? 30_000)
    call.signal?.addEventListener('abort', stop)
    if (call.signal?.aborted === true) stop()
    child.stdout.on('data', (bytes: Buffer) => {
      size += bytes.length
      if (size > largestOutput) end(1)
      else out.push(bytes)
    })
    child.stderr.on('data', (bytes: Buffer) => errors.length < 100 && errors.push(bytes))
    child.stdin.on('error', () => undefined)
    // Covers a missing folder and a machine that can start no more processes as well.
    child.on('error', (error: NodeJS.ErrnoException) => {
      const isFolderThere = call.directory === undefined || existsSync(call.directory)
      settle(error.code === 'ENOENT' && isFolderThere ? 127 : 1, error.message)
    })
    child.on('close', (code) => settle(code ?? 1))
    child.stdin.end(call.input ?? '')
  })
}
