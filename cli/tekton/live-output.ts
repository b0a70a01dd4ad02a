import { open } from 'node:fs/promises'
import { parseCriLine } from '#domain/logs/cri.ts'
import { printDuration } from '#domain/tekton/duration.ts'
import type { LogKey } from '#domain/tekton/launch/log-key.ts'
import { taskRunName } from '#domain/tekton/run/task-run-rules.ts'
import type { PipelineRunStatus, TaskRunStatus } from '#domain/tekton/run/status.ts'

/** What people see while a run goes on: lines of steps as they come, and what becomes of tasks. */
export interface LiveOutput {
  /** Takes note of the status of a run; `path` stands before the names of its tasks. */
  update(run: string, status: PipelineRunStatus, path: string): void
  /** Writes what is left and stops. */
  end(): Promise<void>
}

export interface LiveOutputOptions {
  readonly namespace: string
  readonly logFile: (key: LogKey) => string
  /** A line of a program. */
  readonly line: (task: string, step: string, text: string) => void
  /** A sentence of ours about a task. */
  readonly note: (task: string, sentence: string, kind: 'good' | 'bad' | 'neutral') => void
}

const everyMs = 50

/** Follows the log files of a run's steps; they are local, so looking often costs nothing. */
export function createLiveOutput({ namespace, logFile, line, note }: LiveOutputOptions): LiveOutput {
  const steps = new Map<string, { readonly task: string; readonly step: string; offset: number; rest: string }>()
  const told = new Set<string>()
  let reading: Promise<void> = Promise.resolve()
  const timer = setInterval(() => void readAll(), everyMs)

  function readAll(): Promise<void> {
    reading = reading.then(async () => {
      for (const [path, follower] of steps) await read(path, follower)
    })
    return reading
  }

  async function read(
    path: string,
    follower: { readonly task: string; readonly step: string; offset: number; rest: string },
  ): Promise<void> {
    const file = await open(path).catch(() => undefined)
    if (file === undefined) return
    try {
      const { size } = await file.stat()
      if (size <= follower.offset) return
      const bytes = Buffer.alloc(Math.min(size - follower.offset, 4 * 1024 * 1024))
      const { bytesRead } = await file.read(bytes, 0, bytes.length, follower.offset)
      // Up to the last line end: what follows it may be half a character.
      const end = bytes.lastIndexOf(0x0a, bytesRead - 1) + 1
      follower.offset += end
      for (const written of bytes.toString('utf8', 0, end).split('\n').slice(0, -1)) {
        const { partial, text } = parseCriLine(written)
        follower.rest += text
        if (partial) continue
        line(follower.task, follower.step, follower.rest)
        follower.rest = ''
      }
    } finally {
      await file.close()
    }
  }

  function follow(run: string, taskRun: TaskRunStatus, path: string): void {
    const { name, pipelineTask, retry } = taskRun
    const task = `${path}${labelOf(run, pipelineTask, name)}`
    const names = [
      ...taskRun.steps.map((step) => step.name),
      ...(taskRun.sidecars ?? []).map((one) => `sidecar-${one.name}`),
    ]
    for (const step of names) {
      const path = logFile({ namespace, taskRun: name, retry, step })
      if (!steps.has(path)) steps.set(path, { task, step, offset: 0, rest: '' })
    }
    for (const { name: step, state } of taskRun.steps)
      if (state === 'terminated')
        once(`${name}/${retry}/${step}`, () => flush(logFile({ namespace, taskRun: name, retry, step })))
    if (taskRun.condition.status === 'Unknown') return
    once(`${name}/${retry}`, () => {
      for (const step of names) flush(logFile({ namespace, taskRun: name, retry, step }))
      const { status, reason, message } = taskRun.condition
      const took = Date.parse(taskRun.finishedAt ?? '') - Date.parse(taskRun.startedAt ?? '')
      const time = Number.isNaN(took) ? '' : ` after ${printDuration(Math.max(took, 0))}`
      const why = status === 'True' || message === undefined ? '' : `: ${message}`
      note(task, `${reason}${time}${why}`, status === 'True' ? 'good' : 'bad')
    })
  }

  /** A last line without its end is one all the same. */
  function flush(path: string): void {
    const follower = steps.get(path)
    if (follower === undefined || follower.rest === '') return
    line(follower.task, follower.step, follower.rest)
    follower.rest = ''
  }

  function once(key: string, tell: () => void): void {
    if (told.has(key)) return
    told.add(key)
    // After the lines that led there.
    void readAll().then(tell)
  }

  return {
    update(run, status, path) {
      for (const taskRun of status.taskRuns) follow(run, taskRun, path)
      for (const { name, reason } of status.skippedTasks)
        once(`skipped/${path}${name}`, () => note(`${path}${name}`, `Skipped: ${reason}`, 'neutral'))
    },
    async end() {
      clearInterval(timer)
      await readAll()
      for (const path of steps.keys()) flush(path)
      await reading
    },
  }
}

/** What a TaskRun is called where people read along: its task, with its place in a matrix, or the name that the matrix gives it. */
export function labelOf(pipelineRun: string, pipelineTask: string, taskRun: string): string {
  const name = taskRunName(pipelineRun, pipelineTask)
  return taskRun.startsWith(name) ? `${pipelineTask}${taskRun.slice(name.length)}` : pipelineTask
}
