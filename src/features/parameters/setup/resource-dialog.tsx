import { useMutation } from '@tanstack/react-query'
import { Trash2 } from 'lucide-react'
import { type ReactNode, useEffect } from 'react'
import { problemOf } from '#client/problems.ts'
import { parseDocumentId } from '#domain/documents.ts'
import { useDocumentWords } from '#parts/document-words.ts'
import { tellStep } from '#parts/step-toast.ts'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/overlays/dialog.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { isIdle } from '#ui/page/idle-focus.ts'
import { ProblemPanel } from '#ui/page/problem-panel.tsx'
import { parametersMessages } from '../messages.ts'
import { useValues } from '../values-context.ts'
import { deleteResource, usersOf } from './resource-edits.ts'

/** Element id of the heading that names the scope. */
export const placeHeading = 'values-place'

interface ResourceDialogProps {
  readonly title: string
  /** Document id of an existing resource; undefined for a new one. */
  readonly id: string | undefined
  readonly children: ReactNode
  /** Why it cannot be saved yet. */
  readonly fault: string | undefined
  readonly size?: 'normal' | 'wide'
  /** Fetches what saving needs. If it fails, the reason is shown and nothing is saved. */
  readonly prepare?: (() => Promise<void>) | undefined
  readonly onSave: () => boolean
  readonly onClose: () => void
}

/** The frame of all resource forms. Saving and deleting change the draft, and can be undone. */
export function ResourceDialog({
  title,
  id,
  children,
  fault,
  size = 'normal',
  prepare,
  onSave,
  onClose,
}: ResourceDialogProps) {
  const t = useMessages(parametersMessages)
  const { world, lines, editor, editable, apply } = useValues()
  const words = useDocumentWords()
  const users = id === undefined ? [] : usersOf(world, lines, id)
  function remove(): void {
    if (id === undefined) return
    if (apply(t('stepDelete', { name: words(id) }), deleteResource(world, editor.store.getState(), id)))
      tellStep(editor, t(parseDocumentId(id)?.kind === 'repository' ? 'deleted' : 'deletedStops', { name: words(id) }))
    onClose()
  }
  function save(): void {
    if (editable && fault === undefined && onSave()) onClose()
  }
  const prepared = useMutation({ mutationFn: async () => prepare?.(), onSuccess: save })
  useEffect(() => focusOnPlace, [])
  return (
    <Dialog
      isOpen
      size={size}
      title={title}
      onClose={onClose}
      actions={
        <>
          {id === undefined || !editable ? null : (
            <Button
              kind="danger"
              icon={<Trash2 size={14} aria-hidden />}
              reason={users.length === 0 ? undefined : t('stillUsed', { names: users.map(words).join(', ') })}
              onPress={remove}
            >
              {t('delete')}
            </Button>
          )}
          <Button onPress={onClose}>{t('cancel')}</Button>
          <Button
            kind="primary"
            reason={editable ? fault : t('readOnly')}
            isPending={prepared.isPending}
            onPress={prepare === undefined ? save : () => prepared.mutate()}
          >
            {id === undefined ? t('create') : t('save')}
          </Button>
        </>
      }
    >
      <div className="lw-values-rows">{children}</div>
      {prepared.isError ? <ProblemPanel problem={problemOf(prepared.error)} /> : null}
    </Dialog>
  )
}

/**
 * A new resource may open at once without the button that had the focus: focus its heading rather than the top of the
 * page.
 */
function focusOnPlace(): void {
  // Two frames later, since the dialog first tries to return the focus.
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      if (isIdle(document.activeElement)) document.getElementById(placeHeading)?.focus()
    }),
  )
}
