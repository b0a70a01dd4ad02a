import { queryOptions } from '@tanstack/react-query'
import { readStepLog, readStepLogIndex, readStepLogPart, type StepLogParams } from '#client/live/logs.ts'
import type { Platform } from '#client/platform.ts'
import { parseCriLine } from '#domain/logs/cri.ts'
import { plainText } from '#domain/logs/terminal-text.ts'
import type { LogPart } from '#domain/run/failure/diagnose-log.ts'

/** What is read of a longer log: its beginning for a comparison, its end for what went wrong. */
const longest = 4_000_000
/** What is read of its beginning where the end says nothing. */
const atBeginning = 1_000_000

type Step = { readonly taskRun: string; readonly retry: string; readonly step: string } | undefined

/** The lines of a step's log as people read them, read once. */
export function stepLogOptions(platform: Platform, project: string, step: Step) {
  const log = addressOf(project, step)
  return queryOptions({
    queryKey: [project, 'step-log', log],
    queryFn: async ({ signal }) => linesOf(await readStepLog(platform, log, longest, signal)),
    staleTime: Number.POSITIVE_INFINITY,
  })
}

/** What of a failed step's log is looked through for its error, the most telling part first; read once. */
export function failureLogOptions(platform: Platform, project: string, step: Step) {
  const log = addressOf(project, step)
  return queryOptions({
    queryKey: [project, 'failure-log', log],
    queryFn: async ({ signal }): Promise<LogPart[]> => {
      const end = await endOf(platform, log, signal)
      const beginning = await readStepLog(platform, log, end === undefined ? longest : atBeginning, signal)
      return [...(end === undefined ? [] : [end]), { from: 0, lines: linesOf(beginning) }]
    },
    staleTime: Number.POSITIVE_INFINITY,
  })
}

/** The end of a log that is longer than what is read; undefined for a shorter one. */
async function endOf(platform: Platform, log: StepLogParams, signal: AbortSignal): Promise<LogPart | undefined> {
  for (;;) {
    const { index, more } = await readStepLogIndex(platform, log, longest, signal)
    if (index === undefined) return undefined
    if (more) continue
    const start = index.blocks.find(({ from }) => from >= index.size - longest) ?? index.blocks.at(-1)
    if (start === undefined) return undefined
    return { from: start.line, lines: linesOf(await readStepLogPart(platform, log, start.from, index.size)) }
  }
}

function addressOf(project: string, step: Step): StepLogParams {
  return { project, ...(step ?? { taskRun: '', retry: '0', step: '' }) }
}

/** Lines as the log pane counts them: parts of a long line belong together. */
function linesOf(bytes: Uint8Array): string[] {
  const lines: string[] = []
  let open = ''
  for (const line of new TextDecoder().decode(bytes).split('\n').slice(0, -1)) {
    const { text, partial } = parseCriLine(line)
    open += text
    if (partial) continue
    lines.push(plainText(open))
    open = ''
  }
  return lines
}
