import type { Run, StageRun } from '#domain/run/state.ts'
import type { RunPatch } from '#domain/run/run-patch.ts'

/** From the page to the worker that folds a run. */
export type ToRunWorker =
  /** The run as it is, and the port on which its events come as the stream gave them. */
  | { readonly kind: 'begin'; readonly run: Run; readonly events: MessagePort }
  /** The last change has arrived: the next may be sent. */
  | { readonly kind: 'taken' }

/** What the card of a stage shows of it. */
export type StageFace = Pick<StageRun, 'stage' | 'state' | 'startedAt' | 'endedAt'>

/** From the worker to the page. */
export type FromRunWorker =
  | { readonly kind: 'changed'; readonly patch: RunPatch }
  /** Of a large run: what its cards show by now, ahead of the whole change. */
  | { readonly kind: 'ahead'; readonly faces: readonly StageFace[] }
  /** An event is missing in between: the run has to be read again. */
  | { readonly kind: 'gap' }
