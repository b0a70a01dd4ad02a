/** Annotation of a PipelineRun that demands an isolation; the engine never falls back to a weaker one. */
export const isolationAnnotation = 'linewright.dev/isolation'

/** Value of the annotation: any isolation from the machine, but no plain processes. */
export const anySandbox = 'sandbox'
