/** Annotation of a PipelineRun that demands an isolation; a demanded one never falls back to a weaker one. */
export const isolationAnnotation = 'linewright.dev/isolation'

/** Value of the annotation: whatever keeps steps apart from the machine, so not plain processes. */
export const anySandbox = 'sandbox'
