import { useQuery } from '@tanstack/react-query'
import { useEditorState } from '#client/change-set/use-editor-state.ts'
import { overtaken } from '#client/change-set/overtaken.ts'
import { usePlatform } from '#client/platform.ts'
import { documentsOptions } from '#client/queries/document-lists.ts'
import { ImpactPanel } from '#parts/change-set/impact-panel.tsx'
import { ReviewDialog } from '#parts/change-set/review-dialog.tsx'
import { useValuesImpact } from './use-values-impact.ts'
import { ValueFaults } from './value-faults.tsx'
import { useValues } from './values-context.ts'

/**
 * Reviews the page's change set. What others have published of the same documents has to be merged first, or it would
 * look like one's own change.
 */
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
