import type { LogAnswer, LogRequest, PaintedLine } from './log-messages.ts'
import { createLogStore, paintable, plainText } from './log-store.ts'

// One worker holds one log: bytes, index and search never touch the main thread (design 4.11).
let store = createLogStore()
let announced = -1

function answer(message: LogAnswer): void {
  postMessage(message)
}

function announce(): void {
  if (announced === store.lineCount) return
  announced = store.lineCount
  answer({ kind: 'grown', lineCount: store.lineCount, byteCount: store.byteCount })
}

function readLines(from: number, count: number): PaintedLine[] {
  const lines: PaintedLine[] = []
  for (let number = from; number < from + count; number += 1) {
    const line = store.line(number)
    if (line === undefined) break
    lines.push({ number, time: line.time, stream: line.stream, text: paintable(line.text) })
  }
  return lines
}

function handle(request: LogRequest): void {
  switch (request.kind) {
    case 'append':
      store.append(request.bytes)
      announce()
      return
    case 'reset':
      store = createLogStore()
      announce()
      return
    case 'lines':
      answer({ kind: 'lines', id: request.id, lines: readLines(request.from, request.count) })
      return
    case 'search':
      answer({ kind: 'search', id: request.id, found: store.search(request.words, request.matchCase) })
      return
    case 'text': {
      const texts = readLines(request.from, request.count).map((line) => plainText(line.text))
      answer({ kind: 'text', id: request.id, text: texts.join('\n') })
      return
    }
  }
}

addEventListener('message', (event: MessageEvent<LogRequest>) => handle(event.data))
