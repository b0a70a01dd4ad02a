import { readRun } from '#contract/runs.ts'
import { listRuns, type RunSummary } from '#contract/run-lists.ts'
import { problem } from '#domain/problem.ts'
import type { Run } from '#domain/run/state.ts'
import { CommandFailure } from '../report.ts'
import type { Server } from './open-server.ts'

export const runArgument = {
  name: 'RUN',
  summary: 'Id of the run, or LINE/NUMBER, or LINE for its newest run',
} as const

/** Finds a run by its id, by line and number, or by its line alone (the newest). */
export async function findRun(server: Server, project: string, text: string): Promise<Run> {
  const [line = '', number] = text.split('/')
  const found = await findSummary(server, project, line, number)
  if (found !== undefined) return server.call(readRun, { params: { project, run: found.id } })
  if (number !== undefined)
    throw new CommandFailure(
      problem('not-found', `The line ${line} has no run ${number}`, { fix: 'linewright run list' }),
    )
  return server.call(readRun, { params: { project, run: text } })
}

/** Finds the newest run of a line, or the one with a number, however old it is. */
async function findSummary(
  server: Server,
  project: string,
  line: string,
  number: string | undefined,
): Promise<RunSummary | undefined> {
  const query = number === undefined ? { line, limit: '1' } : { line, text: number, limit: '200' }
  let before: string | undefined
  for (;;) {
    const page = { ...query, ...(before === undefined ? {} : { before }) }
    const { runs, next } = await server.call(listRuns, { params: { project }, query: page })
    const found = number === undefined ? runs[0] : runs.find((run) => String(run.number) === number)
    if (found !== undefined || number === undefined || next === undefined) return found
    before = next
  }
}

/** Describes a run in one line. The note comes without a colon, or it would read like the reason for a failure. */
export function runLine({ line, number, state, note }: Pick<Run, 'line' | 'number' | 'state' | 'note'>): string {
  return `${line}/${number} ${state}${note === '' ? '' : ` (${note})`}`
}
