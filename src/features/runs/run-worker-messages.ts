import type { Run } from '#domain/run/state.ts'
import type { RunPatch } from '#domain/run/run-patch.ts'

/** From the page to the worker that folds a run. */
export type ToRunWorker =
  | { readonly kind: 'begin'; readonly run: Run }
  /** Events as they came over the stream. */
  | { readonly kind: 'events'; readonly texts: readonly string[] }
  /** The last change has arrived: the next may be sent. */
  | { readonly kind: 'taken' }

/** From the worker to the page. */
export type FromRunWorker =
  | { readonly kind: 'changed'; readonly patch: RunPatch }
  /** An event is missing in between: the run has to be read again. */
  | { readonly kind: 'gap' }
