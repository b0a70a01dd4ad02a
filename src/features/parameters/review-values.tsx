import { useQuery } from '@tanstack/react-query'
import { overtaken } from '#client/change-set/overtaken.ts'
import { usePlatform } from '#client/platform.ts'
import { documentsOptions } from '#client/queries/document-lists.ts'
import { ImpactPanel } from '#parts/change-set/impact-panel.tsx'
import { ReviewDialog } from '#parts/change-set/review-dialog.tsx'
import { useValuesImpact } from './use-values-impact.ts'
import { ValueFaults } from './value-faults.tsx'
import { useEditorState, useValues } from './values-context.ts'

/** The change set of the page before it is published; what others have published of the same sets comes first, or it would look like a change of one's own. */
export function ReviewValues({ onClose }: { readonly onClose: () => void }) {
  const { project, editor, world } = useValues()
  const { client } = usePlatform()
  const published = useQuery(documentsOptions(client, project, 'parameters')).data?.documents ?? []
  const conflicts = overtaken(useEditorState(editor), published)
  const impact = useValuesImpact()
  return (
    <ReviewDialog project={project} editor={editor} conflicts={conflicts} onClose={onClose}>
      <ValueFaults />
      <ImpactPanel project={project} environments={world.environments} impact={impact} />
    </ReviewDialog>
  )
}
