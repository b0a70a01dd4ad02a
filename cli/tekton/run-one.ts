import { createInterface } from 'node:readline/promises'
import type { Problem } from '#domain/problem.ts'
import { err, ok, type Result } from '#domain/result.ts'
import { paintable, plainText } from '#domain/logs/terminal-text.ts'
import { isApprovalTask } from '#domain/tekton/custom-task.ts'
import type { PipelineRun } from '#domain/tekton/pipeline.ts'
import type { PipelineRunStatus, TaskRunStatus } from '#domain/tekton/run/status.ts'
import type { ChildRun } from '#domain/tekton/run/tekton-object.ts'
import type { PipelineRunUpdate } from '#server/engines/engine.ts'
import type { PrivateEngine } from '#server/node/private-engine.ts'
import { painter, takesColours, type Terminal } from '../terminal.ts'
import { createLiveOutput, labelOf } from './live-output.ts'

export interface RunOptions {
  readonly terminal: Terminal
  readonly host: PrivateEngine
  /** Tasks to approve without asking, or `all`. */
  readonly approve: readonly string[]
}

/** How a run ended, and the runs that Pipelines in it started. */
export interface RunOutcome {
  readonly status: PipelineRunStatus
  readonly children: readonly ChildRun[]
}

/** Limits steps to colours and links on a terminal, since a progress bar would overwrite the task's name. A pipe gets everything. */
function shownLine(isTerminal: boolean, env: Terminal['env']): (text: string) => string {
  if (!isTerminal) return (text) => text
  return takesColours(isTerminal, env) ? paintable : plainText
}

/** Runs one PipelineRun to its end and prints its progress; an interruption cancels it as Tekton would. */
export async function runOne(
  run: PipelineRun,
  { terminal, host, approve }: RunOptions,
): Promise<Result<RunOutcome, Problem>> {
  const { engine } = host
  const ref = { namespace: run.metadata.namespace ?? 'default', name: run.metadata.name }
  const toErr = terminal.format !== 'text'
  const say = toErr ? terminal.err : terminal.out
  const isTerminal = toErr ? terminal.errIsTerminal : terminal.outIsTerminal
  const paint = painter(isTerminal, terminal.env)
  const shown = shownLine(isTerminal, terminal.env)
  const colours = { good: 'green', bad: 'red', neutral: 'dim' } as const
  const live = createLiveOutput({
    namespace: ref.namespace,
    logFile: host.logFile,
    write: (lines) =>
      say(lines.map(({ task, step, text }) => `${paint('cyan', `[${task} : ${step}]`)} ${shown(text)}\n`).join('')),
    note: (task, sentence, kind) => terminal.err(`${paint(colours[kind], `${task}: ${sentence}`)}\n`),
  })
  const stop = new AbortController()
  const cancel = (): void => {
    terminal.err('Cancelling; a second Ctrl+C ends everything at once\n')
    void engine.cancel(ref, 'Cancelled')
  }
  try {
    const updates = engine.watch(stop.signal)
    const submitted = await engine.submit(run)
    if (!submitted.ok) return err(submitted.error)
    if (terminal.signal.aborted) cancel()
    else terminal.signal.addEventListener('abort', cancel, { once: true })
    const asked = new Set<string>()
    const family = createFamily(ref.name)
    for await (const update of updates) {
      const { ref: of, status, child } = update
      const path = of.namespace === ref.namespace ? family.pathOf(update) : undefined
      if (path === undefined) continue
      live.update(of.name, status, path)
      if (of.name === ref.name && status.condition.status !== 'Unknown')
        return ok({ status, children: family.children() })
      for (const { name, pipelineTask, asks } of waitingFor(child?.run ?? run, status)) {
        const label = `${path}${pipelineTask}`
        if (asked.has(name)) continue
        asked.add(name)
        void decide(label, asks, { terminal, approve }).then(({ approved, message }) => {
          terminal.err(`${label}: ${message}\n`)
          return engine.answer(of, name, { approved, message, results: [] })
        })
      }
    }
    throw new Error('The engine stopped before the run had ended')
  } finally {
    terminal.signal.removeEventListener('abort', cancel)
    stop.abort()
    live.end()
  }
}

/** Tracks a run and the child runs that its Pipelines start, from their updates. */
function createFamily(root: string) {
  const children = new Map<string, ChildRun>()
  const paths = new Map([[root, '']])
  return {
    /** The prefix for the tasks of a run, from the root on: `<task>/<task of the child>`. Undefined for unrelated runs. */
    pathOf({ ref: { name }, status, child }: PipelineRunUpdate): string | undefined {
      const above = child === undefined ? undefined : paths.get(child.parent.name)
      if (child !== undefined && above !== undefined) {
        children.set(name, { run: child.run, parent: child.parent.name, pipelineTask: child.pipelineTask, status })
        paths.set(name, `${above}${labelOf(child.parent.name, child.pipelineTask, child.taskRun)}/`)
      }
      return paths.get(name)
    },
    children: (): readonly ChildRun[] => [...children.values()],
  }
}

/** Approves by `--approve`; else asks the person at the terminal. Without one, nobody has approved. */
async function decide(
  task: string,
  asks: TaskRunStatus['asks'],
  { terminal, approve }: Pick<RunOptions, 'terminal' | 'approve'>,
): Promise<{ readonly approved: boolean; readonly message: string }> {
  if (approve.includes('all') || approve.includes(task))
    return { approved: true, message: 'Approved on the command line' }
  if (!terminal.errIsTerminal || !process.stdin.isTTY)
    return { approved: false, message: `Nobody approved it: give --approve ${task}` }
  const { description = '', required = 1 } = asks ?? {}
  const what = description === '' ? '' : ` ${description}\n${task}:`
  const many = required > 1 ? ` (on a cluster ${String(required)} people are asked)` : ''
  terminal.err(`${task}:${what} approve?${many} [y/N] `)
  const lines = createInterface({ input: process.stdin, terminal: false })
  try {
    const answer = await lines.question('', { signal: terminal.signal })
    return /^\s*y/i.test(answer)
      ? { approved: true, message: 'Approved at the terminal' }
      : { approved: false, message: 'Rejected at the terminal' }
  } catch {
    return { approved: false, message: 'Interrupted before somebody answered' }
  } finally {
    lines.close()
  }
}

function waitingFor(run: PipelineRun, { taskRuns }: PipelineRunStatus): readonly TaskRunStatus[] {
  const { tasks, finally: finals = [] } = run.spec.pipelineSpec
  const approvals = new Set([...tasks, ...finals].filter(isApprovalTask).map(({ name }) => name))
  return taskRuns.filter(({ pipelineTask, condition }) => approvals.has(pipelineTask) && condition.status === 'Unknown')
}
