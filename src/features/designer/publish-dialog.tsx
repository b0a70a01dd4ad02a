import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { usePlatform } from '#client/platform.ts'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { ProblemPanel } from '#ui/problem-panel.tsx'
import { TextField } from '#ui/text-field.tsx'
import { showToast } from '#ui/toast.tsx'
import { ChangeDiffs } from './changes-tab.tsx'
import { ConflictSides } from './conflict-sides.tsx'
import { useDesigner, useEditorState } from './designer-context.ts'
import { ManifestDiffs } from './manifest-diffs.tsx'
import { designerMessages } from './messages.ts'
import { publishChanges } from '#client/change-set/publish-changes.ts'

/** Shows what will be published and asks why; a conflict shows both sides and lets the person choose. */
export function PublishDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useMessages(designerMessages)
  const { project, editor } = useDesigner()
  const { client } = usePlatform()
  const cache = useQueryClient()
  const state = useEditorState(editor)
  const [message, setMessage] = useState('')
  const publish = useMutation({
    mutationFn: () => publishChanges(client, project, editor, message.trim()),
    async onSuccess(result) {
      if (result.kind !== 'published') return
      showToast({ text: t('publishedToast', { version: result.version ?? '' }) })
      onClose()
      await cache.invalidateQueries({ queryKey: [project] })
    },
  })
  const conflicts = publish.data?.kind === 'conflict' ? publish.data.conflicts : []
  return (
    <Dialog
      isOpen
      size="wide"
      title={conflicts.length > 0 ? t('conflictTitle') : t('publishTitle')}
      onClose={onClose}
      actions={
        conflicts.length > 0 ? undefined : (
          <>
            <Button onPress={onClose}>{t('cancel')}</Button>
            <Button
              kind="primary"
              isDisabled={message.trim() === ''}
              isPending={publish.isPending}
              onPress={() => publish.mutate()}
            >
              {t('publishDo')}
            </Button>
          </>
        )
      }
    >
      {publish.data?.kind === 'refused' ? <ProblemPanel problem={publish.data.problem} /> : null}
      {conflicts.length > 0 ? (
        conflicts.map((conflict) => (
          <ConflictSides key={conflict.id} conflict={conflict} onDone={() => publish.reset()} />
        ))
      ) : (
        <>
          <TextField label={t('message')} value={message} onChange={setMessage} isRequired autoFocus />
          <div className="lw-publish-diffs">
            <ChangeDiffs state={state} />
            <ManifestDiffs state={state} />
          </div>
        </>
      )}
    </Dialog>
  )
}
