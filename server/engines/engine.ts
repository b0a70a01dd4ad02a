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

/** The abilities of an engine; code outside the engine's folder checks these, never the engine's name. */
export interface EngineCapabilities {
  /** Shown to people, in their language. */
  readonly kind: EngineKind
  /** Isolations that steps can get on this machine, strongest first; `simulated` if nothing really runs. */
  readonly isolations: readonly string[]
  /** The isolation of a run that demands none. */
  readonly isolation: string
  /** A sentence for people about the limits of the isolation, if any. */
  readonly caution?: string
}

export interface PipelineRunUpdate {
  readonly ref: PipelineRunRef
  readonly status: PipelineRunStatus
  /** Set for a child run, which a pipeline task of another run started (a Pipeline in a Pipeline). */
  readonly child?: ChildOf
}

export interface ChildOf {
  readonly run: PipelineRun
  readonly parent: PipelineRunRef
  readonly pipelineTask: string
  /** Name of the task's try among the TaskRuns of the parent. */
  readonly taskRun: string
}

/** Requests made to a run before it is submitted again after a restart, with their times. */
export interface PastRequests {
  readonly answers: readonly TaskAnswer[]
  readonly cancels: readonly CancelRequest[]
}

/** Runs Tekton PipelineRuns with everything inlined and reports Tekton-shaped status. Every implementation passes `engine.contract.ts`. */
export interface Engine {
  capabilities(): Promise<EngineCapabilities>
  /** Returns a finding for everything that this engine would not honour, by field path; none if it can run. */
  validate(run: PipelineRun): readonly Finding[]
  /**
   * Starts the run, or adopts the one of the same name; resolves when the engine has taken it over, not when it ends. Time-outs count from
   * `metadata.creationTimestamp`. `past` holds earlier answers and cancellations, which an in-memory engine loses in a restart. The problem
   * `unreachable` says nothing about the run: submit it again.
   */
  submit(run: PipelineRun, past?: PastRequests): Promise<Result<void, Problem>>
  /** Asks a run to stop; leaves a finished run alone. */
  cancel(ref: PipelineRunRef, mode: CancelMode): Promise<void>
  /**
   * Answers a waiting custom task (an approval) of a run or of a Pipeline in it, by the name of its TaskRun: the task succeeds or fails, with
   * results. Answering twice is harmless.
   */
  answer(
    ref: PipelineRunRef,
    taskRun: string,
    answer: { readonly approved: boolean; readonly message: string; readonly results: readonly ResultValue[] },
  ): Promise<void>
  /** Returns the present status; undefined for a run that was never submitted to this process or its predecessor. */
  status(ref: PipelineRunRef): Promise<PipelineRunStatus | undefined>
  /**
   * Follows the status of all submitted runs and of the runs that their Pipelines start, always as a whole status. Slow readers skip to the latest,
   * and always get the final one.
   */
  watch(signal: AbortSignal): AsyncIterable<PipelineRunUpdate>
  /** Forgets a finished run and its child runs, with their records but not their logs. */
  forget(ref: PipelineRunRef): Promise<void>
}

/** The source of Secrets and ConfigMaps for steps, asked when a task of a PipelineRun is launched. */
export interface ObjectReader {
  /** Returns the value of one key of a Secret; undefined if it does not exist for this run. */
  resolve(wanted: {
    readonly pipelineRun: PipelineRun
    readonly name: string
    readonly key: string
  }): Promise<string | undefined>
  /** Returns the keys of a Secret; undefined if this run has none of that name. */
  keys(wanted: { readonly pipelineRun: PipelineRun; readonly name: string }): Promise<readonly string[] | undefined>
  /** Returns the data of a ConfigMap; undefined if there is none of that name. */
  configMap(wanted: {
    readonly pipelineRun: PipelineRun
    readonly name: string
  }): Promise<Readonly<Record<string, string>> | undefined>
  /** Returns the Secrets of a service account; none if the account does not exist. */
  accountSecrets(wanted: {
    readonly pipelineRun: PipelineRun
    readonly name: string
  }): Promise<readonly AccountSecret[]>
}
