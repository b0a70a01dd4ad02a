import { logAnswerSchema, type LogRequest, type PaintedLine } from './log-messages.ts'

/** The page's side of one log worker. */
export interface LogClient {
  append(bytes: Uint8Array): void
  reset(): void
  lines(from: number, count: number): Promise<readonly PaintedLine[]>
  search(words: string, matchCase: boolean): Promise<Uint32Array>
  text(from: number, count: number): Promise<string>
  close(): void
}

/** Starts a worker for one log; `onGrown` hears the number of whole lines and of bytes whenever more have come. */
export function createLogClient(onGrown: (lineCount: number, byteCount: number) => void): LogClient {
  const worker = new Worker(new URL('./log-worker.ts', import.meta.url), { type: 'module', name: 'log' })
  const lines = createPending<readonly PaintedLine[]>()
  const searches = createPending<Uint32Array>()
  const texts = createPending<string>()

  worker.addEventListener('message', (event: MessageEvent<unknown>) => {
    const message = logAnswerSchema.parse(event.data)
    switch (message.kind) {
      case 'grown':
        onGrown(message.lineCount, message.byteCount)
        return
      case 'lines':
        lines.settle(message.id, message.lines)
        return
      case 'search':
        searches.settle(message.id, message.found)
        return
      case 'text':
        texts.settle(message.id, message.text)
        return
    }
  })

  const send = (request: LogRequest, transfer: Transferable[] = []): void => worker.postMessage(request, transfer)

  return {
    append: (bytes) => send({ kind: 'append', bytes }),
    reset: () => send({ kind: 'reset' }),
    lines: (from, count) => lines.ask((id) => send({ kind: 'lines', id, from, count })),
    search: (words, matchCase) => searches.ask((id) => send({ kind: 'search', id, words, matchCase })),
    text: (from, count) => texts.ask((id) => send({ kind: 'text', id, from, count })),
    close: () => worker.terminate(),
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
