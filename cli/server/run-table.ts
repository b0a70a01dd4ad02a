import { type RunSummary, workedBy } from '#contract/run-lists.ts'
import { printDuration } from '#domain/tekton/duration.ts'
import { tableText } from '../table.ts'
import type { Terminal } from '../terminal.ts'

/** Prints runs as a table: line and number, state, local start time, duration, person, note. */
export function runTable(runs: readonly RunSummary[], terminal: Terminal): string {
  if (runs.length === 0) return ''
  const now = Date.now()
  const rows = runs.map((run) => [
    `${run.line}/${run.number}`,
    run.state,
    localTime(run.startedAt),
    printDuration(Math.round(workedBy(run, now) / 1000) * 1000),
    run.by.name,
    run.note,
  ])
  return `${tableText(['RUN', 'STATE', 'STARTED', 'WORKED', 'BY', 'NOTE'], rows, terminal)}\n`
}

/** `2026-11-28 09:30:32` in the time zone of this machine. */
function localTime(instant: string): string {
  return new Date(instant).toLocaleString('sv-SE')
}
