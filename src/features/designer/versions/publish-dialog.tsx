import { draftedText } from '#client/change-set/editor.ts'
import { ImpactPanel } from '#parts/change-set/impact-panel.tsx'
import { ReviewDialog } from '#parts/change-set/review-dialog.tsx'
import { useDesigner, useView } from '../designer-context.tsx'
import { useLineImpact } from '../line/use-line-impact.ts'
import { useNewerVersion } from './use-newer-version.ts'

/** Reviews and publishes the change set of a line. */
export function PublishDialog({ onClose }: { readonly onClose: () => void }) {
  const { project, editor } = useDesigner()
  const view = useView()
  const impact = useLineImpact()
  const newer = useNewerVersion()
  const { subject: id, store } = editor
  const conflicts =
    newer?.isChanged === true ? [{ id, current: newer.newest, mine: draftedText(store.getState(), id) }] : []
  return (
    <ReviewDialog project={project} editor={editor} conflicts={conflicts} onClose={onClose}>
      <ImpactPanel project={project} environments={view.world.environments} impact={impact} />
    </ReviewDialog>
  )
}
