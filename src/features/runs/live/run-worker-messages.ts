import type { Run, StageRun } from '#domain/run/state.ts'
import type { RunPatch } from '#domain/run/run-patch.ts'

/** From the page to the worker that folds a run. */
export type ToRunWorker =
  /** The current run, and the port on which its events arrive as text. */
  | { readonly kind: 'begin'; readonly run: Run; readonly events: MessagePort }
  /** The last change was taken; the next may be sent. */
  | { readonly kind: 'taken' }
  /** The stages whose cards are visible; undefined for all. */
  | { readonly kind: 'seen'; readonly stages: readonly string[] | undefined }

/** What a stage's card shows. */
export type StageFace = Pick<StageRun, 'stage' | 'state' | 'startedAt' | 'endedAt'>

/** From the worker to the page. */
export type FromRunWorker =
  /**
   * States for the cards, ahead of the rest, and a change. For a large run it comes in pieces, the last of which is
   * about the run as a whole.
   */
  | { readonly kind: 'changed'; readonly faces: readonly StageFace[]; readonly patch?: RunPatch }
  /** An event is missing, so the run has to be read again. */
  | { readonly kind: 'gap' }
