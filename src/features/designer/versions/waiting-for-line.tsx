import { documentId } from '#domain/documents.ts'
import { WaitingProposals } from '#parts/change-set/waiting-proposals.tsx'
import { useDesigner, useView } from '../designer-context.tsx'

/** Proposals for the line or its QVS Configs that wait to be merged. */
export function WaitingForLine() {
  const { project, line } = useDesigner()
  const { spec } = useView().line
  const configs = spec.stages.map((stage) => documentId('qvs-config', stage.spec.deployment.app))
  return (
    <WaitingProposals
      project={project}
      documents={[documentId('line', line), documentId('layout', line), ...configs]}
    />
  )
}
