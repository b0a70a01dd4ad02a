import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Kernel } from '#domain/adapters/kernel/kernel.ts'
import { createKernel } from './kernel.ts'
import { createKernelProcess, type KernelProcess } from './kernel-process.ts'
import { withMemoryMaximum } from './wasm-memory.ts'

export interface KernelPoolOptions {
  /** Folder of `kernel.wasm` and `wasm_exec.js`; by default the build script's output. */
  readonly directory?: string
  readonly timeLimitMs?: number
  /** Milliseconds that requests of a project wait for a slow one before a second instance answers them. */
  readonly patienceMs?: number
  readonly maximumBytes?: number
  readonly replaceAboveBytes?: number
  /** Number of projects that may keep a worker at the same time; beyond it, the least recently used one loses its worker. */
  readonly maximumWorkers?: number
}

/** One kernel per project, so that nobody's adapters can slow down or spy on another project's. */
export interface KernelPool {
  forProject(project: string): Kernel
  /** Starts a project's instance ahead of its first request. */
  start(project: string): void
  /** Returns how many instances a project has had, and the bytes of the current one. */
  usage(project: string): { readonly instances: number; readonly memoryBytes: number }
  close(): Promise<void>
}

const mebibyte = 1024 * 1024

/** Folder of the built kernel; the path fits both the source tree and a built server next to `.build`. */
export const builtKernelDirectory = fileURLToPath(new URL('../../.build/kernel', import.meta.url))

/** Compiles the kernel once, limits its memory, and starts one worker per project on first use. */
export async function createKernelPool(options: KernelPoolOptions = {}): Promise<KernelPool> {
  const directory = options.directory ?? builtKernelDirectory
  const bytes = await readFile(join(directory, 'kernel.wasm'))
  const module = await WebAssembly.compile(withMemoryMaximum(bytes, options.maximumBytes ?? 1024 * mebibyte))
  const entries = new Map<string, { kernel: Kernel; process: KernelProcess }>()
  const retired = new Set<Promise<void>>()

  function entry(project: string): { kernel: Kernel; process: KernelProcess } {
    const found = entries.get(project)
    if (found !== undefined) {
      entries.delete(project)
      entries.set(project, found)
      return found
    }
    const process = createKernelProcess({
      module,
      goScript: join(directory, 'wasm_exec.js'),
      timeLimitMs: options.timeLimitMs ?? 15_000,
      ...(options.patienceMs === undefined ? {} : { patienceMs: options.patienceMs }),
      replaceAboveBytes: options.replaceAboveBytes ?? 512 * mebibyte,
    })
    const fresh = { kernel: createKernel(process), process }
    entries.set(project, fresh)
    retireIdle(project)
    return fresh
  }

  function retireIdle(fresh: string): void {
    for (const [project, { process }] of entries) {
      if (entries.size <= (options.maximumWorkers ?? 6)) return
      if (project === fresh || process.isBusy()) continue
      entries.delete(project)
      const closing = process.close()
      retired.add(closing)
      void closing.finally(() => retired.delete(closing))
    }
  }

  return {
    forProject: (project) => ({
      describe: (request) => entry(project).kernel.describe(request),
      compilePipelines: (request) => entry(project).kernel.compilePipelines(request),
      compileInfrastructure: (request) => entry(project).kernel.compileInfrastructure(request),
      format: (request) => entry(project).kernel.format(request),
      read: (request) => entry(project).kernel.read(request),
    }),
    start: (project) => entry(project).process.start(),
    usage(project) {
      const process = entries.get(project)?.process
      return { instances: process?.generation() ?? 0, memoryBytes: process?.memoryBytes() ?? 0 }
    },
    async close() {
      await Promise.all([...retired, ...[...entries.values()].map(({ process }) => process.close())])
      entries.clear()
    },
  }
}
