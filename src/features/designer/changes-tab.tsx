import { GitCompare } from 'lucide-react'
import { usePlatform } from '#client/platform.ts'
import { readDocument } from '#contract/documents.ts'
import { ok } from '#domain/result.ts'
import { Button } from '#ui/button.tsx'
import { DiffView } from '#ui/diff-view.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { useDesigner, useEditorState } from './designer-context.ts'
import { baseOf, changedIds, type EditorState } from '#client/change-set/editor.ts'
import { ManifestDiffs } from './manifest-diffs.tsx'
import { designerMessages } from './messages.ts'

/** What the change set changes, text by text. */
export function ChangesTab() {
  const t = useMessages(designerMessages)
  const { project, editor, editable } = useDesigner()
  const { client } = usePlatform()
  const state = useEditorState(editor)
  if (changedIds(state).length === 0)
    return <EmptyState icon={<GitCompare size={24} />} title={t('noChanges')} text={t('noChangesText')} />
  async function discard(): Promise<void> {
    const ids = changedIds(state)
    editor.apply(t('discarded'), () => ok({}))
    // The draft may have started from versions that are no longer the newest.
    for (const id of ids) {
      const answer = await client.call(readDocument, { params: { project }, query: { id } })
      if (answer.ok) editor.setBase(id, baseOf(answer.value))
    }
  }
  return (
    <div className="lw-changes">
      <ChangeDiffs state={state} />
      <ManifestDiffs state={state} />
      {editable ? (
        <div className="lw-pad">
          <Button kind="danger" onPress={() => void discard()}>
            {t('discard')}
          </Button>
        </div>
      ) : null}
    </div>
  )
}

/** The differences of every changed document against what it started from. */
export function ChangeDiffs({ state }: { readonly state: EditorState }) {
  const t = useMessages(designerMessages)
  return changedIds(state).map((id) => (
    <section key={id}>
      <h3 className="lw-mono lw-pad">{id}</h3>
      <DiffView
        label={t('diffOf', { document: id })}
        before={state.bases[id]?.text ?? ''}
        after={state.history.present[id] ?? ''}
        beforeTitle={t('published')}
        afterTitle={t('draft')}
        sideBySide={false}
      />
    </section>
  ))
}
