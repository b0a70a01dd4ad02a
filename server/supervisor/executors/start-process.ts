import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import type { StepExit } from './executor.ts'

export interface StartedProcess {
  readonly pid: number | undefined
  readonly exit: Promise<StepExit>
}

/** Starts a program in its own process group and session, with exactly this environment. */
export function startProcess(
  argv: readonly string[],
  options: {
    readonly env: Readonly<Record<string, string>>
    readonly directory?: string
    readonly stdout: number
    readonly stderr: number
  },
): StartedProcess {
  const [program = '', ...args] = argv
  try {
    const child = spawn(program, args, {
      env: { ...options.env },
      stdio: ['ignore', options.stdout, options.stderr],
      detached: true,
      ...(options.directory === undefined ? {} : { cwd: options.directory }),
    })
    const exit = new Promise<StepExit>((resolve) => {
      child.on('error', (error) => resolve({ kind: 'not-started', reason: whyNotStarted(error) }))
      child.on('exit', (code, signal) =>
        resolve({ kind: 'exited', code: code ?? 128 + (signal === null ? 0 : constants.signals[signal]) }),
      )
    })
    return { pid: child.pid, exit }
  } catch (error) {
    return { pid: undefined, exit: Promise.resolve({ kind: 'not-started', reason: whyNotStarted(error) }) }
  }
}

/** Says why a program did not start, without Node's message: it repeats a refused argument or variable, which may be a secret. */
export function whyNotStarted(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const code = 'code' in error ? error.code : undefined
  if (code === 'ERR_INVALID_ARG_VALUE')
    return 'its command, its folder or one of its variables is empty or holds a zero byte, which no program can be given'
  if (code === 'E2BIG')
    return 'its arguments and variables are longer than programs can be given: 128 kB for one of them, on Linux'
  return error.message
}
