import { ImpactPanel } from '#parts/change-set/impact-panel.tsx'
import { ReviewDialog } from '#parts/change-set/review-dialog.tsx'
import { useValuesImpact } from './use-values-impact.ts'
import { ValueFaults } from './value-faults.tsx'
import { useValues } from './values-context.ts'

/** The change set of the page before it is published. */
export function ReviewValues({ onClose }: { readonly onClose: () => void }) {
  const { project, editor, world } = useValues()
  const impact = useValuesImpact()
  return (
    <ReviewDialog project={project} editor={editor} onClose={onClose}>
      <ValueFaults />
      <ImpactPanel project={project} environments={world.environments} impact={impact} />
    </ReviewDialog>
  )
}
