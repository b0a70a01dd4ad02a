/** Annotations that compiled Pipelines carry for the platform; Tekton ignores them. */
export const pipelineAnnotations = {
  /** JSON object: lifted parameter name -> name on the task, for the fallback of auto binding. */
  originalParams: 'linewright.dev/original-params',
  /** Names of the QVS Config parameters that the manifests of this stage are made from; its presence means that the stage renders manifests. */
  appConfigParams: 'linewright.dev/app-config-params',
  /** Names of the QVS Config secrets that the stage needs. */
  appConfigSecrets: 'linewright.dev/app-config-secrets',
  /** Import paths of the adapters that have a part in the stage. */
  adapters: 'linewright.dev/adapters',
  /** Name of the stage in the adapters, without the application's prefix. */
  stage: 'linewright.dev/stage',
} as const
