import type { PipelineRunStatus } from '#domain/tekton/run/status.ts'
import type { ChildOf, Engine, PipelineRunRef } from '../../engines/engine.ts'
import type { Ports } from '../../ports.ts'
import type { Background } from '../background.ts'
import type { ProjectModules } from '../modules/project-modules.ts'
import type { DrivenRun, DrivenRuns } from './driven-runs.ts'
import { answersOf, pastRequests } from './past-requests.ts'
import { prepareStage } from './prepare-stage.ts'
import { eventsOfNews, newsOver, noNews, type StageNews } from './stage-news.ts'

/** Effects on stages outside the store, and what the engine reports back. */
export interface StageEffects {
  /** Compiles stages and stores what they will run. */
  prepare(one: DrivenRun, stages: readonly string[]): void
  /** Submits and cancels what the run's events say. Safe to repeat. */
  carryOut(one: DrivenRun): void
  /** Follows the engine's updates. */
  watch(): void
  /** Stops taking updates for the run's stages. */
  forget(one: DrivenRun): void
}

export function createStageEffects(
  { kernel, clock }: Pick<Ports, 'kernel' | 'clock'>,
  options: {
    readonly engine: Engine
    readonly modules: ProjectModules
    readonly driven: DrivenRuns
    readonly background: Background
    readonly signal: AbortSignal
  },
): StageEffects {
  const { engine, modules, driven, signal } = options
  const { later } = options.background
  // PipelineRuns of stages and of Pipelines within them; tasks of the latter are named by their path.
  const byPipelineRun = new Map<string, { run: string; stage: string; root: string; path: string }>()
  const now = (): string => new Date(clock.now()).toISOString()

  function carryOut(one: DrivenRun): void {
    const { run } = one
    for (const { state, stage, pipelineRun, attempt } of Object.values(run.stages)) {
      if (state !== 'running' || pipelineRun === undefined || attempt !== run.attempt) continue
      const { name } = pipelineRun.metadata
      const ref = { namespace: run.project, name }
      byPipelineRun.set(keyOf(ref), { run: run.id, stage, root: name, path: '' })
      const cancel = run.cancel === undefined ? '' : `${name}/${run.cancel}`
      if (!one.submitted.has(name)) {
        one.submitted.add(name)
        if (cancel !== '') one.submitted.add(cancel)
        later(submit(one, stage, ref), () => tryAgain(one, name))
      } else if (run.cancel !== undefined && !one.submitted.has(cancel)) {
        one.submitted.add(cancel)
        later(engine.cancel(ref, run.cancel), () => tryAgain(one, cancel))
      }
      for (const { taskRun, ...answer } of answersOf(run, stage)) {
        const effect = `answer ${taskRun}`
        if (one.submitted.has(effect)) continue
        one.submitted.add(effect)
        later(engine.answer(ref, taskRun, answer), () => tryAgain(one, effect))
      }
    }
  }

  function tryAgain(one: DrivenRun, effect: string): void {
    one.submitted.delete(effect)
    driven.goOn(one)
  }

  async function submit(one: DrivenRun, stage: string, ref: PipelineRunRef): Promise<void> {
    const pipelineRun = one.run.stages[stage]?.pipelineRun
    if (pipelineRun === undefined || signal.aborted) return
    const taken = await engine.submit(pipelineRun, pastRequests(one.run, one.requests, { stage, pipelineRun }))
    if (!taken.ok) {
      const { code, message } = taken.error
      // Not a refusal: the supervisor cannot be reached, so the same submission is tried again.
      if (code === 'unreachable') throw Object.assign(new Error(message), { problem: taken.error })
      return refused(one, stage, message)
    }
    const status = await engine.status(ref)
    if (status !== undefined) takeUpdate(ref, status)
  }

  function refused(one: DrivenRun, stage: string, message: string): Promise<void> {
    return driven.exclusive(one, async () => {
      if (one.run.stages[stage]?.state !== 'running') return
      await driven.append(one, [
        {
          ...{ kind: 'stage-ended', at: now(), attempt: one.run.attempt, stage },
          ...{ outcome: 'failed', reason: 'EngineRefused', message, results: [], skippedTasks: [] },
        },
      ])
    })
  }

  function prepare(one: DrivenRun, stage: string): void {
    const frozen = one.snapshot.stages.find((candidate) => candidate.stage === stage)
    const key = preparingKey(one.run.attempt, stage)
    if (frozen === undefined || one.preparing.has(key)) return
    one.preparing.add(key)
    const made = prepareStage({ kernel, modules }, one.run, one.snapshot, frozen, now())
    later(
      made.then((event) => learn(one, ({ prepared }) => prepared.set(stage, event))),
      () => {
        one.preparing.delete(key)
        driven.goOn(one)
      },
    )
  }

  function takeUpdate(ref: PipelineRunRef, status: PipelineRunStatus): void {
    const known = byPipelineRun.get(keyOf(ref))
    const one = known === undefined ? undefined : driven.find(known.run)
    if (known === undefined || one === undefined) return
    learn(one, ({ updates }) => updates.set(known.stage, { ref, status }))
  }

  function takeChild(ref: PipelineRunRef, status: PipelineRunStatus, { parent, pipelineTask }: ChildOf): void {
    const above = byPipelineRun.get(keyOf(parent))
    const one = above === undefined ? undefined : driven.find(above.run)
    if (above === undefined || one === undefined) return
    const { stage, root } = above
    const path = `${above.path}${pipelineTask}/`
    byPipelineRun.set(keyOf(ref), { ...above, path })
    const taskRuns = status.taskRuns.map((taskRun) => ({ ...taskRun, pipelineTask: `${path}${taskRun.pipelineTask}` }))
    const skippedTasks = status.skippedTasks.map(({ name, reason }) => ({ name: `${path}${name}`, reason }))
    learn(one, ({ children }) => children.set(keyOf(ref), { stage, root, taskRuns, skippedTasks }))
  }

  /** Updates of many stages are stored in one append: faster for each of them, and a busy run does not flood the store. */
  function learn(one: DrivenRun, take: (news: StageNews) => void): void {
    const isStoring = one.news.prepared.size + one.news.updates.size + one.news.children.size > 0
    take(one.news)
    if (!isStoring) storeNews(one)
  }

  function storeNews(one: DrivenRun): void {
    later(
      driven.exclusive(one, () => storeNow(one)),
      () => {
        if (driven.find(one.run.id) === one) storeNews(one)
      },
    )
  }

  async function storeNow(one: DrivenRun): Promise<void> {
    const taken = one.news
    one.news = noNews()
    const { events, ended } = eventsOfNews(one.run, taken, now())
    try {
      if (await driven.append(one, events)) for (const ref of ended) later(engine.forget(ref))
    } catch (error) {
      // The engine will not repeat these; anything it sends from now on is newer.
      one.news = newsOver(taken, one.news)
      throw error
    }
    for (const { attempt, stage } of taken.prepared.values()) one.preparing.delete(preparingKey(attempt, stage))
  }

  async function listen(): Promise<void> {
    for await (const { ref, status, child } of engine.watch(signal))
      if (child === undefined) takeUpdate(ref, status)
      else takeChild(ref, status, child)
  }

  function watch(): void {
    later(listen(), watch)
  }

  return {
    prepare(one, stages) {
      for (const stage of stages) prepare(one, stage)
    },
    carryOut,
    watch,
    forget({ run }) {
      for (const [key, known] of byPipelineRun) if (known.run === run.id) byPipelineRun.delete(key)
    },
  }
}

function preparingKey(attempt: number, stage: string): string {
  return `${String(attempt)}/${stage}`
}

function keyOf({ namespace, name }: PipelineRunRef): string {
  return `${namespace}/${name}`
}
