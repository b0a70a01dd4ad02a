import type { Run } from '#domain/run/state.ts'
import type { RunPatch } from '#domain/run/run-patch.ts'

/** From the page to the worker that folds a run. */
export type ToRunWorker =
  /** The run as it is, and the port on which its events come as the stream gave them. */
  | { readonly kind: 'begin'; readonly run: Run; readonly events: MessagePort }
  /** The last change has arrived: the next may be sent. */
  | { readonly kind: 'taken' }

/** From the worker to the page. */
export type FromRunWorker =
  | { readonly kind: 'changed'; readonly patch: RunPatch }
  /** An event is missing in between: the run has to be read again. */
  | { readonly kind: 'gap' }
