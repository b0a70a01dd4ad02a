/** Annotations that compiled Pipelines carry for the platform; Tekton ignores them. */
export const pipelineAnnotations = {
  /** JSON object from the lifted parameter name to the name on the task; auto binding uses it as a fallback. */
  originalParams: 'linewright.dev/original-params',
  /** Names of the QVS Config parameters behind this stage's manifests; present only if the stage renders manifests. */
  appConfigParams: 'linewright.dev/app-config-params',
  /** Names of the QVS Config secrets that the stage needs. */
  appConfigSecrets: 'linewright.dev/app-config-secrets',
  /** Import paths of the adapters that contribute to the stage. */
  adapters: 'linewright.dev/adapters',
  /** Name of the stage in the adapters, without the application's prefix. */
  stage: 'linewright.dev/stage',
} as const
