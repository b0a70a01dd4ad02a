import type { Finding } from '#domain/problem.ts'
import type { PipelineRun } from '../pipeline.ts'
import { isInside } from '../workspaces.ts'
import { errorAt } from './finding.ts'

/** Checks how a run binds its workspaces. */
export function findWorkspaceErrors({ spec }: PipelineRun): readonly Finding[] {
  const bindings = spec.workspaces ?? []
  const missing = (spec.pipelineSpec.workspaces ?? []).flatMap(({ name, optional }) =>
    optional === true || bindings.some((binding) => binding.name === name)
      ? []
      : [
          errorAt(
            'spec.workspaces',
            'tekton-unbound-workspace',
            `The run does not bind the workspace "${name}" of its Pipeline`,
            { name },
          ),
        ],
  )
  const wrong = bindings.flatMap((binding, index) => {
    const { name, persistentVolumeClaim: claim, subPath = '' } = binding
    const path = `spec.workspaces[${index}]`
    const { emptyDir, secret, configMap, projected, volumeClaimTemplate } = binding
    const sources = [emptyDir, claim, secret, configMap, projected, volumeClaimTemplate]
    // That this engine does not support Tekton's csi is said of the field itself.
    if (binding['csi'] === undefined && sources.filter((source) => source !== undefined).length !== 1) {
      return [
        errorAt(
          path,
          'tekton-workspace-kind',
          `Workspace "${name}" must be one of emptyDir, persistentVolumeClaim, volumeClaimTemplate, configMap, secret or projected`,
          { name },
        ),
      ]
    }
    const unsafe =
      !isInside(subPath) ||
      (claim !== undefined &&
        !claim.claimName.includes('$(') &&
        !/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/.test(claim.claimName))
    return unsafe
      ? [errorAt(path, 'tekton-workspace-path', `Workspace "${name}" names a folder outside its own`, { name })]
      : []
  })
  return [...missing, ...wrong]
}
