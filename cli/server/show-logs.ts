import { readLog, readRun } from '#contract/runs.ts'
import { parseCriLine } from '#domain/logs/cri.ts'
import { paintable, plainText } from '#domain/logs/terminal-text.ts'
import { hasEnded } from '#domain/run/run-state.ts'
import type { Run } from '#domain/run/state.ts'
import { sidecarLogs } from '#domain/tekton/run/status.ts'
import { takesColours, type Terminal } from '../terminal.ts'
import type { Server } from './open-server.ts'
import { patiently } from './patient-server.ts'

interface LogOptions {
  readonly stage: string | undefined
  readonly task: string | undefined
  readonly follow: boolean
  readonly timestamps: boolean
}

interface StepLog {
  readonly key: string
  readonly title: string
  readonly params: Readonly<Record<string, string>>
}

const pause = 1000

/** Prints the logs of a run's steps one after the other, each under its name; with `follow` until the run has ended. */
export async function showLogs(terminal: Terminal, asked: Server, begun: Run, options: LogOptions): Promise<void> {
  const server = options.follow ? patiently(asked, terminal) : asked
  // A pipe gets plain text, a terminal nothing that could do more to it than colours and links do.
  const shown = takesColours(terminal.outIsTerminal, terminal.env) ? paintable : plainText
  const offsets = new Map<string, number>()
  let last = ''
  let run = begun
  for (;;) {
    // Asked before reading: what a run that has ended wrote is all there.
    const isLast = !options.follow || hasEnded(run) || terminal.signal.aborted
    for (const { key, title, params } of stepsOf(run, options)) {
      const from = offsets.get(key) ?? 0
      const answer = await server.bytes(readLog, { params, query: { from: String(from) } })
      const bytes = new Uint8Array(await answer.arrayBuffer())
      // A line that is being written waits for its end.
      const end = isLast ? bytes.length : bytes.lastIndexOf(10) + 1
      if (end === 0) continue
      offsets.set(key, from + end)
      if (title !== last) terminal.err(`== ${title}\n`)
      last = title
      terminal.out(logText(new TextDecoder().decode(bytes.subarray(0, end)), options.timestamps, shown))
    }
    if (isLast) return
    await new Promise((resolve) => setTimeout(resolve, pause))
    run = await server.call(readRun, { params: { project: run.project, run: run.id } })
  }
}

function stepsOf(run: Run, { stage: wanted, task }: LogOptions): readonly StepLog[] {
  return Object.values(run.stages)
    .filter(({ stage }) => wanted === undefined || stage === wanted)
    .flatMap(({ stage, taskRuns }) =>
      taskRuns
        .filter(({ pipelineTask }) => task === undefined || pipelineTask === task)
        .flatMap((taskRun) =>
          [...taskRun.steps, ...sidecarLogs(taskRun)]
            .filter(({ state }) => state !== 'waiting')
            .map((step) => ({
              key: `${taskRun.name}/${taskRun.retry}/${step.name}`,
              title: `${stage} / ${taskRun.pipelineTask} / ${step.name}${taskRun.retry === 0 ? '' : ` (try ${taskRun.retry + 1})`}`,
              params: { project: run.project, taskRun: taskRun.name, retry: String(taskRun.retry), step: step.name },
            })),
        ),
    )
}

/** CRI lines as text, pieces of a line put together. */
export function logText(text: string, timestamps: boolean, shown: (line: string) => string): string {
  let printed = ''
  let begun = ''
  for (const line of text.split('\n')) {
    if (line === '') continue
    const { time, partial, text: words } = parseCriLine(line)
    begun += words
    if (partial) continue
    printed += `${timestamps ? `${time} ` : ''}${shown(begun)}\n`
    begun = ''
  }
  return printed + shown(begun)
}
