import type { Engine, PipelineRunRef, PipelineRunUpdate } from '../engines/engine.ts'
import { ok } from '#domain/result.ts'
import type { PipelineRun } from '#domain/tekton/pipeline.ts'
import type { ApprovalAsk } from '#domain/tekton/approval-ask.ts'
import type { PipelineRunStatus, TaskRunStatus } from '#domain/tekton/run/status.ts'

/** What an engine has been told, kept apart from it: it survives a crash of the server, as a supervisor does. */
export interface ScriptedWorld {
  /** Names of PipelineRuns in the order in which they really started. */
  readonly started: string[]
  /** Every submission, repeated ones too. */
  readonly submitted: string[]
  readonly runs: Map<string, { readonly run: PipelineRun; status: PipelineRunStatus }>
  readonly listeners: Set<() => void>
  /** Ends a PipelineRun; tasks named in `failing` fail, what stands behind them is skipped. */
  finish(name: string, failing?: readonly string[]): void
  /** Says of the first task of a PipelineRun that it has come so far; of an approval task also whom it asks. */
  say(name: string, reason: string, asks?: ApprovalAsk): void
  /** What approval tasks were answered, in order. */
  readonly answers: { readonly taskRun: string; readonly approved: boolean; readonly message: string }[]
}

export function createScriptedWorld(): ScriptedWorld {
  const runs: ScriptedWorld['runs'] = new Map()
  const listeners = new Set<() => void>()
  return {
    started: [],
    submitted: [],
    runs,
    listeners,
    answers: [],
    finish(name, failing = []) {
      const known = runs.get(name)
      if (known === undefined || known.status.condition.status !== 'Unknown') return
      known.status = ended(known.run, failing)
      for (const listener of [...listeners]) listener()
    },
    say(name, reason, asks) {
      const known = runs.get(name)
      const [task] = known?.run.spec.pipelineSpec.tasks ?? []
      if (known === undefined || task === undefined) return
      const condition = { status: 'Unknown', reason } as const
      const taskRun = {
        name: `${name}-${task.name}`,
        pipelineTask: task.name,
        retry: 0,
        condition,
        steps: [],
        results: [],
        ...(asks === undefined ? {} : { asks }),
      }
      known.status = { ...known.status, taskRuns: [taskRun] }
      for (const listener of [...listeners]) listener()
    },
  }
}

/** An engine that does what a test says. */
export function createScriptedEngine(world: ScriptedWorld, signal: AbortSignal): Engine {
  const updates = (): PipelineRunUpdate[] =>
    [...world.runs.values()].map(({ run, status }) => ({
      ref: { namespace: run.metadata.namespace ?? '', name: run.metadata.name },
      status,
    }))
  const find = ({ name }: PipelineRunRef) => world.runs.get(name)
  return {
    capabilities: async () => ({ kind: 'simulated', isolations: ['simulated'], isolation: 'simulated' }),
    validate: () => [],
    async submit(run) {
      const { name } = run.metadata
      world.submitted.push(name)
      if (!world.runs.has(name)) {
        world.started.push(name)
        world.runs.set(name, {
          run,
          status: { condition: { status: 'Unknown', reason: 'Running' }, taskRuns: [], skippedTasks: [], results: [] },
        })
      }
      return ok(undefined)
    },
    async cancel(ref, mode) {
      const known = find(ref)
      // What runs may finish.
      if (mode === 'StoppedRunFinally' || known?.status.condition.status !== 'Unknown') return
      known.status = { ...known.status, condition: { status: 'False', reason: 'Cancelled' } }
      for (const listener of [...world.listeners]) listener()
    },
    async answer(_ref, taskRun, { approved, message }) {
      world.answers.push({ taskRun, approved, message })
    },
    status: async (ref) => find(ref)?.status,
    async *watch(until) {
      const over = AbortSignal.any([until, signal])
      while (!over.aborted) {
        yield* updates()
        await new Promise<void>((resolve) => {
          const wake = (): void => {
            world.listeners.delete(wake)
            resolve()
          }
          world.listeners.add(wake)
          over.addEventListener('abort', wake)
        })
      }
    },
    forget: async () => undefined,
  }
}

function ended(run: PipelineRun, failing: readonly string[]): PipelineRunStatus {
  const { tasks, results = [] } = run.spec.pipelineSpec
  const failed = tasks.findIndex(({ name }) => failing.includes(name))
  const reached = failed === -1 ? tasks : tasks.slice(0, failed + 1)
  const taskRuns = reached.map(({ name, taskSpec }): TaskRunStatus => {
    const ok = !failing.includes(name)
    return {
      name: `${run.metadata.name}-${name}`,
      pipelineTask: name,
      condition: { status: ok ? 'True' : 'False', reason: ok ? 'Succeeded' : 'Failed' },
      retry: 0,
      startedAt: '2026-01-01T00:00:00Z',
      finishedAt: '2026-01-01T00:00:01Z',
      steps: (taskSpec?.steps ?? []).map((step) => ({
        name: step.name ?? 'unnamed',
        state: 'terminated' as const,
        exitCode: ok ? 0 : 1,
      })),
      results: ok
        ? (taskSpec?.results ?? []).map((result) => ({
            name: result.name,
            type: 'string',
            value: `${name}-${result.name}`,
          }))
        : [],
    }
  })
  return {
    condition: {
      status: failed === -1 ? 'True' : 'False',
      reason: failed === -1 ? 'Succeeded' : 'Failed',
      message: failed === -1 ? '' : `Task ${failing.join()} failed`,
    },
    taskRuns,
    skippedTasks: [],
    results: failed === -1 ? results.map(({ name }) => ({ name, type: 'string', value: `value-of-${name}` })) : [],
  }
}
