import { GitCompare } from 'lucide-react'
import { useEditorState } from '#client/change-set/use-editor-state.ts'
import { discardChanges } from '#client/change-set/discard-changes.ts'
import { changedIds } from '#client/change-set/editor.ts'
import { usePlatform } from '#client/platform.ts'
import { DocumentDiffs } from '#parts/change-set/document-diffs.tsx'
import { ImpactPanel } from '#parts/change-set/impact-panel.tsx'
import { Button } from '#ui/button.tsx'
import { EmptyState } from '#ui/page/empty-state.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { useDesigner, useView } from '../designer-context.tsx'
import { designerMessages } from '../messages.ts'
import { useLineImpact } from '../line/use-line-impact.ts'

/** What the change set changes, in texts and in manifests. */
export function ChangesTab() {
  const t = useMessages(designerMessages)
  const { editor } = useDesigner()
  return changedIds(useEditorState(editor)).length === 0 ? (
    <EmptyState icon={<GitCompare size={24} />} title={t('noChanges')} text={t('noChangesText')} />
  ) : (
    <Changes />
  )
}

function Changes() {
  const t = useMessages(designerMessages)
  const { project, editor, editable } = useDesigner()
  const view = useView()
  const { client } = usePlatform()
  const impact = useLineImpact()
  return (
    <div className="lw-pad">
      <DocumentDiffs editor={editor} heading="h2" />
      <ImpactPanel project={project} environments={view.world.environments} impact={impact} />
      {editable ? (
        <div>
          <Button kind="danger" onPress={() => void discardChanges(client, project, editor, t('discarded'))}>
            {t('discard')}
          </Button>
        </div>
      ) : null}
    </div>
  )
}
