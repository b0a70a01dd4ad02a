import { spawn } from 'node:child_process'
import { closeSync, constants, mkdirSync, openSync, rmSync } from 'node:fs'
import { join } from 'node:path'

/** Both ends of a pipe; the reader does not block. */
export interface Pipe {
  readonly read: number
  readonly write: number
  /** Call this when the reader is closed. Only a pipe without writers can be reused. */
  release(state: 'unused' | 'still-written'): void
}

/**
 * Provides real pipes for the output of steps. Node gives children sockets, on which `echo x > /dev/stderr` in a script fails; named pipes, made in
 * batches and reused, behave like those of a container runtime.
 */
export interface PipePool {
  take(): Promise<Pipe>
  close(): void
}

const batch = 32
const low = 4

export function createPipePool(folder: string): PipePool {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const paths: string[] = []
  let made = 0
  let refilling: Promise<void> | undefined

  function refill(): Promise<void> {
    refilling ??= makePipes(Array.from({ length: batch }, () => join(folder, `pipe-${(made += 1)}`)))
      .then((added) => void paths.push(...added))
      .finally(() => (refilling = undefined))
    return refilling
  }

  return {
    async take() {
      if (paths.length < low) {
        const more = refill()
        if (paths.length === 0) await more
        else more.catch(() => undefined)
      }
      const path = paths.pop()
      if (path === undefined) return this.take()
      return {
        ...openPipe(path),
        release: (state) => (state === 'unused' ? void paths.push(path) : rmSync(path, { force: true })),
      }
    },
    close() {
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function openPipe(path: string): Pick<Pipe, 'read' | 'write'> {
  // Open the reader first, without blocking: a lone writer would wait for it.
  const read = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK)
  try {
    return { read, write: openSync(path, constants.O_WRONLY) }
  } catch (error) {
    closeSync(read)
    throw error
  }
}

function makePipes(paths: readonly string[]): Promise<readonly string[]> {
  return new Promise((resolve, reject) => {
    const child = spawn('mkfifo', ['-m', '600', ...paths], { stdio: 'ignore' })
    child.on('error', reject)
    child.on('close', (code) => (code === 0 ? resolve(paths) : reject(new Error(`mkfifo ended with code ${code}`))))
  })
}
