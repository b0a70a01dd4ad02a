import type { LogLevel } from '#domain/logs/levels.ts'
import { logAnswerSchema, type LogAnswer, type LogFilter, type LogGrowth, type LogRequest } from '../log-messages.ts'
import type { LogIndex } from '#domain/logs/log-index.ts'
import type { Query } from '#domain/logs/log-search.ts'

type Answer<K extends LogAnswer['kind']> = Extract<LogAnswer, { readonly kind: K; readonly value: unknown }>['value']

const firstPause = 500
const longestPause = 8000

export interface TextForm {
  readonly times: boolean
  readonly colours: boolean
  /** Without folded and filtered lines. */
  readonly onlyShown: boolean
}
const plainForm: TextForm = { times: false, colours: false, onlyShown: false }

/** The page's side of a log worker. */
export interface LogClient {
  /** Transfers the bytes: they cannot be used here afterwards. */
  append(bytes: Uint8Array<ArrayBuffer>): void
  seed(index: LogIndex): void
  complete(failed: boolean): void
  filter(filter: LogFilter): void
  fold(line: number | undefined, folded: boolean): void
  rows(from: number, count: number): Promise<Answer<'rows'>>
  search(query: Query): Promise<Answer<'search'>>
  reveal(line: number): Promise<number>
  lineAt(time: string): Promise<number>
  levels(of?: readonly LogLevel[]): Promise<Answer<'levels'>>
  text(from: number, count: number, form?: Partial<TextForm>): Promise<string>
  close(): void
}

export interface LogClientPorts {
  /** Called whenever the log has grown or other rows are visible. */
  readonly onGrown: (growth: LogGrowth) => void
  /** Reads a block of a log that is read in windows; if it rejects, the worker asks again. */
  readonly read: (from: number, to: number) => Promise<Uint8Array<ArrayBuffer>>
  /** The worker's script could not be loaded, so nothing will come of this client. */
  readonly onMissing: () => void
}

/** Starts a worker for one log. */
export function createLogClient({ onGrown, read, onMissing }: LogClientPorts): LogClient {
  const worker = new Worker(new URL('./log-worker.ts', import.meta.url), { type: 'module', name: 'log' })
  let isClosed = false
  const pending = {
    rows: createPending<Answer<'rows'>>(),
    search: createPending<Answer<'search'>>(),
    reveal: createPending<Answer<'reveal'>>(),
    lineAt: createPending<Answer<'lineAt'>>(),
    levels: createPending<Answer<'levels'>>(),
    text: createPending<Answer<'text'>>(),
  }

  worker.addEventListener('message', (event: MessageEvent<unknown>) => {
    const message = logAnswerSchema.parse(event.data)
    switch (message.kind) {
      case 'grown':
        return onGrown(message)
      case 'wanted':
        return void bring(message.from, message.to)
      case 'rows':
        return pending.rows.settle(message.id, message.value)
      case 'search':
        return pending.search.settle(message.id, message.value)
      case 'reveal':
        return pending.reveal.settle(message.id, message.value)
      case 'lineAt':
        return pending.lineAt.settle(message.id, message.value)
      case 'levels':
        return pending.levels.settle(message.id, message.value)
      case 'text':
        return pending.text.settle(message.id, message.value)
    }
  })

  // An `ErrorEvent` is a failure within the worker and is reported there; a bare event means that its script is
  // missing.
  worker.addEventListener('error', (event) => (event instanceof ErrorEvent ? undefined : onMissing()))

  const send = (request: LogRequest, handOver: Transferable[] = []): void => worker.postMessage(request, handOver)

  async function bring(from: number, to: number): Promise<void> {
    for (let pause = firstPause; !isClosed; pause = Math.min(longestPause, pause * 2)) {
      const bytes = await read(from, to).catch(() => undefined)
      if (bytes !== undefined) return isClosed ? undefined : send({ kind: 'fill', from, bytes }, [bytes.buffer])
      await new Promise((resolve) => setTimeout(resolve, pause))
    }
  }

  return {
    append: (bytes) => send({ kind: 'append', bytes }, [bytes.buffer]),
    seed: (index) => send({ kind: 'seed', index }),
    complete: (failed) => send({ kind: 'complete', failed }),
    filter: (filter) => send({ kind: 'filter', filter }),
    fold: (line, folded) => send({ kind: 'fold', folded, ...(line === undefined ? {} : { line }) }),
    rows: (from, count) => pending.rows.ask((id) => send({ kind: 'rows', id, from, count })),
    search: (query) => pending.search.ask((id) => send({ kind: 'search', id, query })),
    reveal: (line) => pending.reveal.ask((id) => send({ kind: 'reveal', id, line })),
    lineAt: (time) => pending.lineAt.ask((id) => send({ kind: 'lineAt', id, time })),
    levels: (of = []) => pending.levels.ask((id) => send({ kind: 'levels', id, of })),
    text: (from, count, form = {}) =>
      pending.text.ask((id) => send({ kind: 'text', id, from, count, ...plainForm, ...form })),
    close() {
      isClosed = true
      worker.terminate()
    },
  }
}

interface Pending<T> {
  ask(send: (id: number) => void): Promise<T>
  settle(id: number, value: T): void
}

function createPending<T>(): Pending<T> {
  const waiting = new Map<number, (value: T) => void>()
  let next = 0
  return {
    ask(send) {
      next += 1
      const id = next
      return new Promise((resolve) => {
        waiting.set(id, resolve)
        send(id)
      })
    },
    settle(id, value) {
      waiting.get(id)?.(value)
      waiting.delete(id)
    },
  }
}
