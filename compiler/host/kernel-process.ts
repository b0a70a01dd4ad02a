import { Worker } from 'node:worker_threads'
import { z } from 'zod'
import { problem, type Problem } from '#domain/problem.ts'
import { say } from '#domain/sentence.ts'
import { err, ok, type Result } from '#domain/result.ts'

export interface KernelProcessOptions {
  readonly module: WebAssembly.Module
  readonly goScript: string
  /** Time limit of one request in milliseconds, not counting the start of a fresh instance. */
  readonly timeLimitMs: number
  /**
   * Milliseconds that other requests wait for a slow one. Then the slow one continues aside until its time limit, and a fresh instance answers the
   * others. Undefined: they wait.
   */
  readonly patienceMs?: number
  /** Replaces an instance that uses more memory than this after an answer, before the next request. */
  readonly replaceAboveBytes: number
}

interface Job {
  readonly id: number
  readonly text: () => string
  readonly settle: (answer: Result<string, Problem>) => void
}

const messageSchema = z.union([
  z.object({ ready: z.literal(true) }),
  z.object({ id: z.number(), answer: z.string(), memoryBytes: z.number() }),
])

/** How many slow requests may continue aside at the same time: each takes a processor and memory. */
const mostAside = 2

/**
 * One instance of the kernel in a worker, replaced when it dies, hangs or grows. Requests are answered one at a time, except slow ones, which
 * continue aside.
 */
export interface KernelProcess {
  /** Starts an instance ahead of the first request. */
  start(): void
  /** `text` makes the request for the instance that answers it, so that a fresh one gets the sources again. */
  ask(text: () => string): Promise<Result<string, Problem>>
  /** Number of the instance. When it changes, the knowledge of the previous one (module sources) is gone. */
  generation(): number
  isBusy(): boolean
  /** Memory of the instance after its last answer, in bytes. */
  memoryBytes(): number
  close(): Promise<void>
}

export function createKernelProcess(options: KernelProcessOptions): KernelProcess {
  let worker: Worker | undefined
  let isReady = false
  let generation = 0
  let nextId = 1
  let memoryBytes = 0
  let timer: NodeJS.Timeout | undefined
  let patience: NodeJS.Timeout | undefined
  let isOverdue = false
  let current: Job | undefined
  let isClosed = false
  let failedStarts = 0
  const queue: Job[] = []
  const aside = new Map<Worker, { readonly job: Job; readonly timer: NodeJS.Timeout | undefined }>()

  function spawn(): void {
    generation++
    isReady = false
    const fresh = new Worker(new URL('./kernel-worker.ts', import.meta.url), {
      workerData: { module: options.module, goScript: options.goScript },
      env: {},
      stdout: true,
      stderr: true,
    })
    fresh.stdout.resume()
    fresh.stderr.resume()
    fresh.on('message', (message: unknown) => {
      if (fresh === worker) hear(messageSchema.parse(message))
      else if (aside.has(fresh)) hearAside(fresh, messageSchema.parse(message))
    })
    fresh.on('error', () => undefined)
    fresh.on('exit', () => lose(fresh, 'died'))
    worker = fresh
  }

  function hear(message: z.infer<typeof messageSchema>): void {
    if ('ready' in message) {
      isReady = true
      pump()
      return
    }
    const done = current
    if (done?.id !== message.id) return
    forgetTimes()
    current = undefined
    memoryBytes = message.memoryBytes
    if (message.memoryBytes > options.replaceAboveBytes) discard()
    done.settle(ok(message.answer))
    pump()
  }

  function forgetTimes(): void {
    clearTimeout(timer)
    clearTimeout(patience)
    isOverdue = false
  }

  /** Puts the slow request aside, with its worker. */
  function stepAside(): void {
    isOverdue = true
    if (worker === undefined || current === undefined || queue.length === 0 || aside.size >= mostAside) return
    aside.set(worker, { job: current, timer })
    // The timer now belongs to the request aside.
    timer = undefined
    worker = undefined
    isReady = false
    current = undefined
    isOverdue = false
    pump()
  }

  /** Answers the next request, for which one that takes too long has to make way. */
  function goOn(): void {
    if (isOverdue) stepAside()
    else pump()
  }

  function hearAside(from: Worker, message: z.infer<typeof messageSchema>): void {
    const waited = aside.get(from)
    if ('ready' in message || waited?.job.id !== message.id) return
    clearTimeout(waited.timer)
    aside.delete(from)
    if (worker !== undefined && !isReady && message.memoryBytes <= options.replaceAboveBytes) {
      // It finished before its replacement started: keep it, because it has the sources already.
      discard()
      worker = from
      isReady = true
      generation++
    } else void from.terminate()
    waited.job.settle(ok(message.answer))
    goOn()
  }

  function discard(): void {
    const old = worker
    worker = undefined
    isReady = false
    void old?.terminate()
  }

  function lose(lost: Worker, how: 'died' | 'timed out'): void {
    const waited = aside.get(lost)
    if (waited !== undefined) {
      clearTimeout(waited.timer)
      aside.delete(lost)
      void lost.terminate()
      waited.job.settle(err(reasonOf(how)))
      goOn()
      return
    }
    if (lost !== worker) return
    forgetTimes()
    discard()
    const victim = current
    current = undefined
    if (victim !== undefined) {
      victim.settle(err(reasonOf(how)))
    } else if (queue.length > 0 && ++failedStarts > 3) {
      for (const job of queue.splice(0)) job.settle(err(problem('internal', say`The CUE kernel does not start`)))
    }
    // Queued requests have not started, so the next instance answers them.
    pump()
  }

  function reasonOf(how: 'died' | 'timed out'): Problem {
    return how === 'timed out'
      ? problem(
          'timed-out',
          say`Evaluating the adapters took longer than ${options.timeLimitMs / 1000} s and was stopped`,
          {
            fix: say`Try again when this machine is less busy. If it stays so, look for an endless comprehension or recursion in the adapters, or compile fewer of them at once`,
          },
        )
      : problem('too-large', say`Evaluating the adapters needed more memory than allowed and was stopped`, {
          fix: say`Look for a comprehension or a string that grows without bound in the adapters, or for brackets within brackets without end`,
        })
  }

  function pump(): void {
    if (isClosed || current !== undefined) return
    // An idle instance must not keep the program alive.
    if (queue.length === 0) return worker?.unref()
    if (worker === undefined) return spawn()
    if (!isReady) return
    failedStarts = 0
    current = queue.shift()
    if (current === undefined) return
    worker.ref()
    const asked = worker
    timer = setTimeout(() => lose(asked, 'timed out'), options.timeLimitMs)
    if (options.patienceMs !== undefined) patience = setTimeout(stepAside, options.patienceMs)
    worker.postMessage({ id: current.id, text: current.text() })
  }

  return {
    generation: () => generation,
    memoryBytes: () => memoryBytes,
    start() {
      if (!isClosed && worker === undefined) spawn()
    },
    isBusy: () => current !== undefined || queue.length > 0 || aside.size > 0,
    ask(text) {
      return new Promise((resolve) => {
        if (isClosed) return resolve(err(problem('not-possible-now', say`The CUE kernel is closed`)))
        queue.push({ id: nextId++, text, settle: resolve })
        goOn()
      })
    },
    async close() {
      isClosed = true
      forgetTimes()
      const others = [...aside]
      aside.clear()
      for (const [, one] of others) clearTimeout(one.timer)
      const own = current === undefined ? [] : [current]
      const waiting = [...others.map(([, { job }]) => job), ...own, ...queue.splice(0)]
      current = undefined
      const old = worker
      worker = undefined
      for (const job of waiting) job.settle(err(problem('not-possible-now', say`The CUE kernel is closing`)))
      await Promise.all([old?.terminate(), ...others.map(([one]) => one.terminate())])
    },
  }
}
