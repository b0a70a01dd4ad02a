import type { LogAnswer, LogRequest } from '../log-messages.ts'
import { createLogReader } from './log-reader.ts'
import type { ByteRange } from './log-store.ts'

// A worker holds one log: bytes, index and search never touch the main thread (decision 11).
const reader = createLogReader()
/** Milliseconds between announcements of a fast-growing log: painting more often would be wasted. */
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

/** Reads levels in slices, so that rows and searches get their turn. */
function readLevels(done: () => void): void {
  if (reader.readLevels(levelsPerTurn)) done()
  else setTimeout(() => readLevels(done), 0)
}

/** An answer that waits for missing blocks. */
interface Held {
  readonly isRows: boolean
  readonly missing: () => readonly ByteRange[]
  readonly send: () => void
}
let held: readonly Held[] = []
const wanted = new Set<number>()

/** Answers now, or once the missing blocks have come. */
function whenThere(one: Held): void {
  const missing = one.missing()
  if (missing.length === 0) return one.send()
  held = [...held, one]
  for (const { from, to } of missing) {
    if (wanted.has(from)) continue
    wanted.add(from)
    answer({ kind: 'wanted', from, to })
  }
}

/** Drops older requests for rows, which nobody needs to see any more. */
function dropRows(): void {
  const [rows, others] = [held.filter(({ isRows }) => isRows), held.filter(({ isRows }) => !isRows)]
  held = others
  for (const one of rows) one.send()
}

function handle(request: LogRequest): void {
  switch (request.kind) {
    case 'seed':
      reader.seed(request.index)
      wanted.clear()
      announce()
      return
    case 'fill': {
      wanted.delete(request.from)
      reader.fill(request.from, request.bytes)
      const waiting = held
      held = []
      for (const one of waiting) whenThere(one)
      return
    }
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
    case 'rows': {
      const { id, from, count } = request
      dropRows()
      whenThere({
        isRows: true,
        missing: () => reader.missingRows(from, count),
        send: () => answer({ kind: 'rows', id, value: reader.rows(from, count) }),
      })
      return
    }
    case 'search':
      answer({ kind: 'search', id: request.id, value: reader.search(request.query) })
      return
    case 'reveal': {
      const value = reader.reveal(request.line)
      announce()
      answer({ kind: 'reveal', id: request.id, value })
      return
    }
    case 'lineAt':
      answer({ kind: 'lineAt', id: request.id, value: reader.lineAt(request.time) })
      return
    case 'levels': {
      const { id, of } = request
      readLevels(() => answer({ kind: 'levels', id, value: reader.levels(of) }))
      return
    }
    case 'text': {
      const { id, from, count, ...form } = request
      whenThere({
        isRows: false,
        missing: () => reader.missingLines(from, count),
        send: () => answer({ kind: 'text', id, value: reader.text(from, count, form) }),
      })
      return
    }
  }
}

addEventListener('message', (event: MessageEvent<LogRequest>) => handle(event.data))
