import type { LogAnswer, LogRequest } from './log-messages.ts'
import { createLogReader } from './log-reader.ts'

// One worker holds one log: bytes, index and search never touch the main thread (design 4.11).
const reader = createLogReader()
/** While a log pours in, the page hears of it this often; painting more would only cost. */
const announceEvery = 33
const levelsPerTurn = 20_000
let announcing = false
let filtersLevels = false
let announced = ''

function answer(message: LogAnswer): void {
  postMessage(message)
}

function announce(): void {
  announcing = false
  if (filtersLevels && !reader.readLevels(levelsPerTurn)) announceSoon()
  const growth = reader.growth()
  const key = `${String(growth.lineCount)}/${String(growth.rowCount)}/${String(growth.version)}`
  if (key === announced) return
  announced = key
  answer({ kind: 'grown', ...growth })
}

function announceSoon(): void {
  if (announcing) return
  announcing = true
  setTimeout(announce, announceEvery)
}

/** Reads levels in turns, so that rows and searches are answered in between. */
function readLevels(done: () => void): void {
  if (reader.readLevels(levelsPerTurn)) done()
  else setTimeout(() => readLevels(done), 0)
}

function handle(request: LogRequest): void {
  switch (request.kind) {
    case 'append':
      reader.append(request.bytes)
      announceSoon()
      return
    case 'complete':
      reader.complete(request.failed)
      announce()
      return
    case 'filter': {
      const { filter } = request
      filtersLevels = filter.kind === 'levels'
      const apply = (): void => {
        reader.filter(filter)
        announce()
      }
      if (filter.kind === 'levels') readLevels(apply)
      else apply()
      return
    }
    case 'fold':
      reader.fold(request.line, request.folded)
      announce()
      return
    case 'rows':
      answer({ kind: 'rows', id: request.id, value: reader.rows(request.from, request.count) })
      return
    case 'search':
      answer({ kind: 'search', id: request.id, value: reader.search(request.query) })
      return
    case 'reveal': {
      const value = reader.reveal(request.line)
      announce()
      answer({ kind: 'reveal', id: request.id, value })
      return
    }
    case 'levels': {
      const { id } = request
      readLevels(() => answer({ kind: 'levels', id, value: reader.levels() }))
      return
    }
    case 'text': {
      const { id, from, count, times, colours } = request
      answer({ kind: 'text', id, value: reader.text(from, count, times, colours) })
      return
    }
  }
}

addEventListener('message', (event: MessageEvent<LogRequest>) => handle(event.data))
