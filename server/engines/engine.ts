import type { Finding, Problem } from '#domain/problem.ts'
import type { Result } from '#domain/result.ts'
import type { EngineKind } from '#domain/tekton/engine-kind.ts'
import type { PipelineRun } from '#domain/tekton/pipeline.ts'
import type { AccountSecret } from '#domain/tekton/launch/service-account.ts'
import type { CancelMode, CancelRequest, TaskAnswer } from '#domain/tekton/plan/facts.ts'
import type { ResultValue } from '#domain/tekton/values/params.ts'
import type { PipelineRunStatus } from '#domain/tekton/run/status.ts'

/** A PipelineRun by namespace (the project) and name. */
export interface PipelineRunRef {
  readonly namespace: string
  readonly name: string
}

/** What an engine can do; code outside the engine's folder asks this, never the engine's name. */
export interface EngineCapabilities {
  /** What people are told, in their language. */
  readonly kind: EngineKind
  /** Isolations that steps can get on this machine, strongest first; `simulated` where nothing really runs. */
  readonly isolations: readonly string[]
  /** The one a run gets when none is demanded. */
  readonly isolation: string
  /** Sentence for people about what the isolation does not promise, or undefined. */
  readonly caution?: string
}

export interface PipelineRunUpdate {
  readonly ref: PipelineRunRef
  readonly status: PipelineRunStatus
  /** Where the run is one that a pipeline task of another started, a Pipeline in a Pipeline: what it is, and whose. */
  readonly child?: ChildOf
}

export interface ChildOf {
  readonly run: PipelineRun
  readonly parent: PipelineRunRef
  readonly pipelineTask: string
  /** Name that the try of the task has among the TaskRuns of the parent. */
  readonly taskRun: string
}

/** What was asked of a run before it is submitted again after a restart, with the times at which it was asked. */
export interface PastRequests {
  readonly answers: readonly TaskAnswer[]
  readonly cancels: readonly CancelRequest[]
}

/** Runs Tekton PipelineRuns with everything inlined and reports Tekton-shaped status. Every implementation passes `engine.contract.ts`. */
export interface Engine {
  capabilities(): Promise<EngineCapabilities>
  /** Findings for everything that this engine would not honour, by field path; empty when it can run. */
  validate(run: PipelineRun): readonly Finding[]
  /**
   * Starts the run, or adopts the one of the same name; resolves when the engine has taken it over, not when it ends. Time-outs count from
   * `metadata.creationTimestamp`. `past` brings back what an engine of memory cannot know after a restart: earlier answers and cancellations.
   * A problem `unreachable` says nothing about the run: submit it again.
   */
  submit(run: PipelineRun, past?: PastRequests): Promise<Result<void, Problem>>
  /** Asks a run to stop; a run that has ended is left alone. */
  cancel(ref: PipelineRunRef, mode: CancelMode): Promise<void>
  /** Answers a waiting custom task (an approval) of a run or of a Pipeline in it, by the name of its TaskRun: succeeds or fails it, with results. Answering twice is harmless. */
  answer(
    ref: PipelineRunRef,
    taskRun: string,
    answer: { readonly approved: boolean; readonly message: string; readonly results: readonly ResultValue[] },
  ): Promise<void>
  /** Status as known now, or undefined for a run that was never submitted to this process or its predecessor. */
  status(ref: PipelineRunRef): Promise<PipelineRunStatus | undefined>
  /** Every change of status of every submitted run and of the runs that Pipelines in it start, each with its whole status; slow readers get the latest, none is lost at the end. */
  watch(signal: AbortSignal): AsyncIterable<PipelineRunUpdate>
  /** Forgets a finished run, those that it started, and what they hold (records, not logs). */
  forget(ref: PipelineRunRef): Promise<void>
}

/** Where steps get Secrets and ConfigMaps from, asked at the moment of launch for the PipelineRun that wants them. */
export interface ObjectReader {
  /** Value of one key of a Secret; undefined when it does not exist for this run. */
  resolve(wanted: {
    readonly pipelineRun: PipelineRun
    readonly name: string
    readonly key: string
  }): Promise<string | undefined>
  /** Keys of a Secret; undefined when there is none of that name for this run. */
  keys(wanted: { readonly pipelineRun: PipelineRun; readonly name: string }): Promise<readonly string[] | undefined>
  /** Data of a ConfigMap; undefined when there is none of that name. */
  configMap(wanted: {
    readonly pipelineRun: PipelineRun
    readonly name: string
  }): Promise<Readonly<Record<string, string>> | undefined>
  /** Secrets of a service account; none where there is no account of that name. */
  accountSecrets(wanted: {
    readonly pipelineRun: PipelineRun
    readonly name: string
  }): Promise<readonly AccountSecret[]>
}
