import { createKernel } from '#compiler/host/kernel.ts'
import type { Kernel } from '#domain/adapters/kernel/kernel.ts'
import { problem, type Problem } from '#domain/problem.ts'
import { say } from '#domain/sentence.ts'
import { err, ok, type Result } from '#domain/result.ts'
import { type KernelFiles, kernelNewsSchema } from './protocol.ts'

interface Job {
  readonly id: number
  readonly text: () => string
  readonly settle: (answer: Result<string, Problem>) => void
}

const timeLimit = 30_000

/** Runs the kernel in a worker of this page; fetches its module (some megabytes) on the first question. */
export function createBrowserKernel(files: KernelFiles): Kernel {
  const queue: Job[] = []
  let worker: Worker | undefined
  let ready = false
  let generation = 0
  let nextId = 1
  let current: Job | undefined
  let timer: ReturnType<typeof setTimeout> | undefined

  function spawn(): void {
    generation += 1
    ready = false
    const fresh = new Worker(new URL('./kernel-worker.ts', import.meta.url), {
      type: 'module',
      name: 'linewright-kernel',
    })
    fresh.addEventListener('message', (event) => fresh === worker && hear(kernelNewsSchema.parse(event.data)))
    fresh.addEventListener(
      'error',
      () => fresh === worker && lose(problem('internal', say`The CUE kernel does not start in this browser`)),
    )
    fresh.postMessage(files)
    worker = fresh
  }

  function hear(news: ReturnType<typeof kernelNewsSchema.parse>): void {
    if (news.kind === 'lost') return lose(problem('too-large', say`The CUE kernel was lost: ${news.reason}`))
    if (news.kind === 'ready') ready = true
    else if (news.id === current?.id) settle(ok(news.text))
    pump()
  }

  function settle(answer: Result<string, Problem>): void {
    clearTimeout(timer)
    const done = current
    current = undefined
    done?.settle(answer)
  }

  /** Ends the instance: its running question fails, and waiting ones go to the next instance. */
  function lose(reason: Problem): void {
    worker?.terminate()
    worker = undefined
    current ??= queue.shift()
    settle(err(reason))
    pump()
  }

  function pump(): void {
    if (current !== undefined || queue.length === 0) return
    if (worker === undefined) return spawn()
    if (!ready) return
    current = queue.shift()
    if (current === undefined) return
    timer = setTimeout(
      () =>
        lose(
          problem(
            'timed-out',
            say`Evaluating the adapters took longer than ${String(timeLimit / 1000)} s and was stopped`,
          ),
        ),
      timeLimit,
    )
    worker.postMessage({ id: current.id, text: current.text() })
  }

  return createKernel({
    generation: () => generation,
    ask: (text) =>
      new Promise((resolve) => {
        queue.push({ id: nextId, text, settle: resolve })
        nextId += 1
        pump()
      }),
  })
}
