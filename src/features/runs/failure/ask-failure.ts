import type { DiagnosedLog } from '#domain/run/failure/diagnose-log.ts'
import type { FailureAnswer, FailureQuestion, RawPart, StatusEvidence } from './failure-reading.ts'

/** Why a step failed, from its status and parts of its log. Works in a worker. */
export async function diagnoseAside(evidence: StatusEvidence, parts: readonly RawPart[]): Promise<DiagnosedLog> {
  const { log } = await ask({ evidence, parts })
  if (log === undefined) throw new Error('The worker has diagnosed nothing')
  return log
}

/** Whether anything in parts of a log looks like an error. Works in a worker. */
export async function hasErrorAside(parts: readonly RawPart[]): Promise<boolean> {
  return (await ask({ evidence: undefined, parts })).hasError
}

interface Waiting {
  readonly resolve: (answer: FailureAnswer) => void
  readonly reject: (error: Error) => void
}

const waiting = new Map<number, Waiting>()
let worker: Worker | undefined
let count = 0

/** One worker per page, created with the first question. */
function ask(question: Omit<FailureQuestion, 'id'>): Promise<FailureAnswer> {
  worker ??= startWorker()
  const port = worker
  const id = ++count
  return new Promise((resolve, reject) => {
    waiting.set(id, { resolve, reject })
    port.postMessage({ ...question, id } satisfies FailureQuestion)
  })
}

function startWorker(): Worker {
  const started = new Worker(new URL('./failure-worker.ts', import.meta.url), { type: 'module', name: 'failure' })
  started.addEventListener('message', ({ data }: MessageEvent<FailureAnswer>) => {
    waiting.get(data.id)?.resolve(data)
    waiting.delete(data.id)
  })
  started.addEventListener('error', ({ message }) => {
    for (const { reject } of waiting.values()) reject(new Error(message))
    waiting.clear()
    worker = undefined
  })
  return started
}
