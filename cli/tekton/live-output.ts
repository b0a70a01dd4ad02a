import { closeSync, openSync, readSync } from 'node:fs'
import { parseCriLine } from '#domain/logs/cri.ts'
import { printDuration } from '#domain/tekton/duration.ts'
import type { LogKey } from '#domain/tekton/launch/log-key.ts'
import { taskRunName } from '#domain/tekton/run/task-run-rules.ts'
import { sidecarLogs, type PipelineRunStatus, type TaskRunStatus } from '#domain/tekton/run/status.ts'

/** What people see during a run: lines of steps as they come, and the outcome of tasks. */
export interface LiveOutput {
  /** Takes the new status of a run; `path` precedes the names of its tasks. */
  update(run: string, status: PipelineRunStatus, path: string): void
  /** Writes the rest and stops. */
  end(): void
}

/** A line of output, and the step that printed it. */
export interface SaidLine {
  readonly task: string
  readonly step: string
  readonly text: string
}

export interface LiveOutputOptions {
  readonly namespace: string
  readonly logFile: (key: LogKey) => string
  /** Receives lines that arrived together, at least one. */
  readonly write: (lines: readonly SaidLine[]) => void
  /** Receives a sentence about a task. */
  readonly note: (task: string, sentence: string, kind: 'good' | 'bad' | 'neutral') => void
}

/** A log that is being read; `rest` is the beginning of an unfinished line. */
interface Follower {
  readonly task: string
  readonly step: string
  offset: number
  rest: string
}

/** A line with its time from the log. */
interface TimedLine extends SaidLine {
  readonly time: string
}

const everyMs = 50
/** Buffer for one part of a log; each log gets one part per turn. */
const chunk = Buffer.alloc(4 * 1024 * 1024)

/**
 * Follows the log files of a run's steps. They are local and in the page cache, so it reads them synchronously: a step's output always precedes its
 * outcome, and lines of several steps are in the order of time.
 */
export function createLiveOutput({ namespace, logFile, write, note }: LiveOutputOptions): LiveOutput {
  const open = new Map<string, Follower>()
  const seen = new Set<string>()
  const told = new Set<string>()
  const timer = setInterval(readAll, everyMs)

  /** Reads at most one part of each log, so that a step that prints without end does not block the run. */
  function readAll(): void {
    const parts = [...open].map(([path, follower]) => readPart(path, follower).lines)
    const spoken = parts.filter((lines) => lines.length > 0)
    const lines = spoken.flat()
    if (spoken.length > 1) lines.sort((a, b) => (a.time < b.time ? -1 : a.time > b.time ? 1 : 0))
    if (lines.length > 0) write(lines)
  }

  function follow(run: string, taskRun: TaskRunStatus, path: string): void {
    const { name, retry, steps } = taskRun
    const task = `${path}${labelOf(run, taskRun.pipelineTask, name)}`
    for (const { name: step } of [...steps, ...sidecarLogs(taskRun)]) {
      const file = logFile({ namespace, taskRun: name, retry, step })
      if (seen.has(file)) continue
      seen.add(file)
      open.set(file, { task, step, offset: 0, rest: '' })
    }
  }

  function tell(run: string, taskRun: TaskRunStatus, path: string): void {
    const { name, retry, steps, condition } = taskRun
    const close = (step: string): void => closeLog(logFile({ namespace, taskRun: name, retry, step }))
    for (const { name: step, state } of steps) if (state === 'terminated') close(step)
    if (condition.status === 'Unknown') return
    for (const { name: step } of [...steps, ...sidecarLogs(taskRun)]) close(step)
    once(`${name}/${retry}`, () => {
      const { status, reason, message } = condition
      const took = Date.parse(taskRun.finishedAt ?? '') - Date.parse(taskRun.startedAt ?? '')
      const time = Number.isNaN(took) ? '' : ` after ${printDuration(Math.max(took, 0))}`
      const why = status === 'True' || message === undefined ? '' : `: ${message}`
      const task = `${path}${labelOf(run, taskRun.pipelineTask, name)}`
      note(task, `${reason}${time}${why}`, status === 'True' ? 'good' : 'bad')
    })
  }

  /** Reads the rest of a finished log, including a last line without a line end. */
  function closeLog(path: string): void {
    const follower = open.get(path)
    if (follower === undefined) return
    open.delete(path)
    for (let more = true; more;) {
      const part = readPart(path, follower)
      if (part.lines.length > 0) write(part.lines)
      more = part.more
    }
    const { task, step, rest } = follower
    if (rest !== '') write([{ task, step, text: rest }])
  }

  function once(key: string, say: () => void): void {
    if (told.has(key)) return
    told.add(key)
    say()
  }

  return {
    update(run, status, path) {
      for (const taskRun of status.taskRuns) follow(run, taskRun, path)
      readAll()
      for (const taskRun of status.taskRuns) tell(run, taskRun, path)
      for (const { name, reason } of status.skippedTasks)
        once(`skipped/${path}${name}`, () => note(`${path}${name}`, `Skipped: ${reason}`, 'neutral'))
    },
    end() {
      clearInterval(timer)
      for (const path of [...open.keys()]) closeLog(path)
    },
  }
}

/** Reads the next whole lines of a log, and whether there may be more. */
function readPart(path: string, follower: Follower): { readonly lines: readonly TimedLine[]; readonly more: boolean } {
  const size = readAt(path, follower.offset)
  // Stop at the last line end, since the bytes after it may be half a character.
  const end = size === 0 ? 0 : chunk.lastIndexOf(0x0a, size - 1) + 1
  follower.offset += end
  const { task, step } = follower
  const lines: TimedLine[] = []
  for (const written of chunk.toString('utf8', 0, end).split('\n').slice(0, -1)) {
    const { time, partial, text } = parseCriLine(written)
    follower.rest += text
    if (partial) continue
    lines.push({ time, task, step, text: follower.rest })
    follower.rest = ''
  }
  return { lines, more: size === chunk.length && end > 0 }
}

/** Fills the chunk from an offset; a step that has not begun has no log yet. */
function readAt(path: string, offset: number): number {
  let file: number
  try {
    file = openSync(path, 'r')
  } catch {
    return 0
  }
  try {
    return readSync(file, chunk, 0, chunk.length, offset)
  } finally {
    closeSync(file)
  }
}

/** The name of a TaskRun in the output: its task, with its index in a matrix or the name that the matrix gives it. */
export function labelOf(pipelineRun: string, pipelineTask: string, taskRun: string): string {
  const name = taskRunName(pipelineRun, pipelineTask)
  return taskRun.startsWith(name) ? `${pipelineTask}${taskRun.slice(name.length)}` : pipelineTask
}
