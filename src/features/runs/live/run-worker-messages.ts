import type { Run, StageRun } from '#domain/run/state.ts'
import type { RunPatch } from '#domain/run/run-patch.ts'

/** From the page to the worker that folds a run. */
export type ToRunWorker =
  /** The run as it is, and the port on which its events come as the stream gave them. */
  | { readonly kind: 'begin'; readonly run: Run; readonly events: MessagePort }
  /** The last change has arrived: the next may be sent. */
  | { readonly kind: 'taken' }
  /** The stages whose cards are seen; undefined for all of them. */
  | { readonly kind: 'seen'; readonly stages: readonly string[] | undefined }

/** What the card of a stage shows of it. */
export type StageFace = Pick<StageRun, 'stage' | 'state' | 'startedAt' | 'endedAt'>

/** From the worker to the page. */
export type FromRunWorker =
  /** What cards show by now, ahead of the rest, and what has changed: of a large run in pieces, the last of which says what is about the run as a whole. */
  | { readonly kind: 'changed'; readonly faces: readonly StageFace[]; readonly patch?: RunPatch }
  /** An event is missing in between: the run has to be read again. */
  | { readonly kind: 'gap' }
