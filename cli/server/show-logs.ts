import { readLog, readRun } from '#contract/runs.ts'
import { nearestName } from '#domain/line/nearest-name.ts'
import { parseCriLine } from '#domain/logs/cri.ts'
import { paintable, plainText } from '#domain/logs/terminal-text.ts'
import { problem } from '#domain/problem.ts'
import { hasEnded } from '#domain/run/run-state.ts'
import type { Run } from '#domain/run/state.ts'
import { sidecarLogs } from '#domain/tekton/run/status.ts'
import { UsageError } from '../parse-arguments.ts'
import { CommandFailure } from '../report.ts'
import { takesColours, type Terminal } from '../terminal.ts'
import { writeWhole } from '../write-result.ts'
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
  readonly task: string
  readonly title: string
  readonly params: Readonly<Record<string, string>>
}

const pause = 1000

/** Prints the logs of a run's steps one after another, or writes them to the requested file. */
export async function showLogs(terminal: Terminal, asked: Server, begun: Run, options: LogOptions): Promise<void> {
  const { format, outputFile } = terminal
  if (format !== 'text') throw new UsageError(`Logs are text: there is no --output ${format} of them`)
  checkStage(begun, options)
  const texts = logTexts(terminal, asked, begun, options)
  if (outputFile !== undefined) return writeWhole(terminal, outputFile, encoded(texts))
  for await (const text of texts) terminal.out(text)
}

async function* encoded(texts: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder()
  for await (const text of texts) yield encoder.encode(text)
}

/** Yields log texts as they arrive, each step's under its name; with `follow`, until the run ends. */
async function* logTexts(terminal: Terminal, asked: Server, begun: Run, options: LogOptions): AsyncGenerator<string> {
  const server = options.follow ? patiently(asked, terminal) : asked
  // A pipe gets plain text; a terminal gets colours and links, and no other control sequences.
  const isTerminal = terminal.outIsTerminal && terminal.outputFile === undefined
  const shown = takesColours(isTerminal, terminal.env) ? paintable : plainText
  const known = new Map<string, Reading>()
  let last = ''
  let run = begun
  for (;;) {
    // Check before reading: if the run has ended, its logs are complete.
    const isLast = !options.follow || hasEnded(run) || terminal.signal.aborted
    for (const { key, title, params } of stepsOf(run, options)) {
      const reading = known.get(key) ?? { offset: 0, text: createLogText(options.timestamps, shown) }
      known.set(key, reading)
      const answer = await server.bytes(readLog, { params, query: { from: String(reading.offset) } })
      for await (const text of newText(answer, reading, isLast)) {
        if (title !== last) terminal.err(`== ${title}\n`)
        last = title
        yield text
      }
    }
    if (isLast) {
      if (known.size === 0) terminal.err(noLogs(run, options))
      return
    }
    await new Promise((resolve) => setTimeout(resolve, pause))
    run = await server.call(readRun, { params: { project: run.project, run: run.id } })
  }
}

/** Refuses a stage that the run does not have, whose logs would be empty or awaited for ever. */
function checkStage({ line, number, stages }: Run, { stage }: LogOptions): void {
  if (stage === undefined || Object.hasOwn(stages, stage)) return
  const names = Object.keys(stages)
  const near = nearestName(stage, names)
  const fix = near === undefined ? `Its stages are: ${names.join(', ')}` : `Did you mean --stage ${near}?`
  throw new CommandFailure(problem('not-found', `${line}/${number} has no stage ${stage}`, { fix }))
}

/** Names the tasks that have logs, since a task may also be one that has not begun. */
function noLogs(run: Run, { stage, task }: LogOptions): string {
  const tasks = new Set(stepsOf(run, { stage }).map((step) => step.task))
  if (task === undefined || tasks.size === 0) return 'No logs\n'
  return `No logs of a task ${task}; those that have logs: ${[...tasks].join(', ')}\n`
}

function stepsOf(run: Run, { stage: wanted, task }: Partial<Pick<LogOptions, 'stage' | 'task'>>): readonly StepLog[] {
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
              task: taskRun.pipelineTask,
              title: `${stage} / ${taskRun.pipelineTask} / ${step.name}${taskRun.retry === 0 ? '' : ` (try ${taskRun.retry + 1})`}`,
              params: { project: run.project, taskRun: taskRun.name, retry: String(taskRun.retry), step: step.name },
            })),
        ),
    )
}

/** Yields a log in parts, since it may be larger than a string can be. Holds back an unfinished line unless the log is complete. */
async function* newText(answer: Response, reading: Reading, isLast: boolean): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  let rest: Uint8Array = new Uint8Array()
  for await (const chunk of answer.body ?? []) {
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk])
    const end = bytes.lastIndexOf(lineFeed) + 1
    rest = bytes.subarray(end)
    reading.offset += end
    const text = reading.text.add(decoder.decode(bytes.subarray(0, end)))
    if (text !== '') yield text
  }
  if (!isLast) return
  const text = reading.text.add(decoder.decode(rest)) + reading.text.end()
  if (text !== '') yield text
}

const lineFeed = 10

/** How far a log has been printed. */
interface Reading {
  offset: number
  readonly text: LogText
}

export interface LogText {
  /** Adds CRI lines and returns the text that is ready to print. */
  add(lines: string): string
  /** Returns an unfinished last line. */
  end(): string
}

/** Converts CRI lines to text and joins the parts of a line. */
export function createLogText(timestamps: boolean, shown: (line: string) => string): LogText {
  let begun = ''
  return {
    add(lines) {
      let printed = ''
      for (const line of lines.split('\n')) {
        if (line === '') continue
        const { time, partial, text } = parseCriLine(line)
        begun += text
        if (partial) continue
        printed += `${timestamps ? `${time} ` : ''}${shown(begun)}\n`
        begun = ''
      }
      return printed
    },
    end() {
      const left = begun === '' ? '' : shown(begun)
      begun = ''
      return left
    },
  }
}
