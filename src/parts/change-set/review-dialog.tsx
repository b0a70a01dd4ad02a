import { useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { z } from 'zod'
import { useEditorState } from '#client/change-set/use-editor-state.ts'
import { discardChanges } from '#client/change-set/discard-changes.ts'
import { changedIds, changeNames, type Editor } from '#client/change-set/editor.ts'
import { usePlatform } from '#client/platform.ts'
import { useTyped } from '#parts/use-typed.ts'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/overlays/dialog.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { ProblemPanel } from '#ui/page/problem-panel.tsx'
import { TextField } from '#ui/fields/text-field.tsx'
import { showToast } from '#ui/overlays/toast.tsx'
import type { Conflict } from '#domain/documents.ts'
import { useFindingWords } from '../findings/use-finding-words.ts'
import { ConflictSides } from './conflict-sides.tsx'
import { DocumentDiffs } from './document-diffs.tsx'
import { ProtectedNote } from './protected-note.tsx'
import { useHandOverDraft } from './use-hand-over-draft.ts'
import { reviewMessages } from './review-messages.ts'

export interface ReviewDialogProps {
  readonly project: string
  readonly editor: Editor
  /** Conflicts already known before publishing. */
  readonly conflicts?: readonly Conflict[]
  /** Shown above the texts: what the change set affects, and what is wrong with it. */
  readonly children: ReactNode
  readonly onClose: () => void
}

function suggestionFor({ store }: Editor): string {
  const state = store.getState()
  return changedIds(state).length === 0 ? '' : suggestedMessage(changeNames(state))
}

/**
 * Reviews and publishes a change set: what it affects, every changed text, and a message. A conflict shows both sides.
 */
export function ReviewDialog({ project, editor, conflicts: known = [], children, onClose }: ReviewDialogProps) {
  const t = useMessages(reviewMessages)
  const words = useFindingWords()
  const { client } = usePlatform()
  const cache = useQueryClient()
  const changes = changedIds(useEditorState(editor)).length
  const [suggested, setSuggested] = useState(() => suggestionFor(editor))
  const [message, setMessage] = useTyped(`review ${editor.subject}`, z.string(), suggested)
  const [resolved, setResolved] = useState<readonly string[]>([])
  const { waitsFor, handOver } = useHandOverDraft(project, editor, {
    async onPublished(version) {
      showToast({ text: version === undefined ? t('publishedAll') : t('publishedVersion', { version }) })
      onClose()
      await cache.invalidateQueries({ queryKey: [project] })
    },
    onClose,
  })
  const refused = handOver.data?.kind === 'refused' ? handOver.data.problem : undefined
  // The panel shows the first one.
  const also = refused?.findings?.slice(1) ?? []
  const found = handOver.data?.kind === 'conflict' ? handOver.data.conflicts : []
  const conflicts = handOver.isPending
    ? []
    : [...found, ...known.filter(({ id }) => found.every((conflict) => conflict.id !== id))].filter(
        ({ id }) => !resolved.includes(id),
      )
  if (conflicts.length > 0)
    return (
      <Dialog key="conflict" isOpen size="wide" title={t('conflict')} onClose={onClose}>
        {conflicts.map((conflict) => (
          <ConflictSides
            key={conflict.id}
            editor={editor}
            conflict={conflict}
            onDone={() => {
              // Whoever takes the other side of everything has nothing left to review.
              if (conflicts.length === 1 && changedIds(editor.store.getState()).length === 0) onClose()
              setResolved([...resolved, conflict.id])
              // Suggested from the history, without what was taken from the other side. A message that somebody has
              // typed stays.
              const suggestion = suggestionFor(editor)
              setSuggested(suggestion)
              if (message === suggested) setMessage(suggestion)
            }}
          />
        ))}
      </Dialog>
    )
  return (
    // A dialog of its own, so that it starts at its top and not where the conflicts were left.
    <Dialog
      key="review"
      isOpen
      size="wide"
      title={t('review')}
      onClose={onClose}
      actions={
        <>
          <p className="lw-review-waits" role="status">
            {handOver.isPending ? t(waitsFor.length > 0 ? 'proposing' : 'publishing') : null}
          </p>
          <Button
            kind="danger"
            isDisabled={changes === 0}
            onPress={() => {
              void discardChanges(client, project, editor, t('stepDiscard'))
              onClose()
            }}
          >
            {t('discard')}
          </Button>
          <Button onPress={onClose}>{t('cancel')}</Button>
          <Button
            kind="primary"
            reason={changes === 0 ? t('nothingToPublish') : message.trim() === '' ? t('messageNeeded') : undefined}
            isPending={handOver.isPending}
            onPress={() => {
              // Publishing again may find new conflicts in a resolved document.
              setResolved([])
              handOver.mutate(message.trim())
            }}
          >
            {waitsFor.length > 0 ? t('propose') : t('publish')}
          </Button>
        </>
      }
    >
      {refused === undefined ? null : <ProblemPanel problem={words.problem(refused)} />}
      {also.length === 0 ? null : (
        <section className="lw-impact-faults" aria-label={t('alsoWrong')}>
          <p>{t('alsoWrong')}</p>
          <ul>
            {also.map((finding, index) => (
              <li key={index}>{words.said(finding)}</li>
            ))}
          </ul>
        </section>
      )}
      <TextField
        label={t('message')}
        value={message}
        onChange={setMessage}
        isSuggested={message === suggested}
        isRequired
        autoFocus
      />
      <ProtectedNote names={waitsFor} />
      {children}
      <section className="lw-review-documents" aria-label={t('documents')}>
        <h3>{t('documents')}</h3>
        <DocumentDiffs editor={editor} heading="h4" />
      </section>
    </Dialog>
  )
}

const mostNames = 3

/** The names of the steps as a message; empty if they do not fit on a line. */
function suggestedMessage(names: readonly string[]): string {
  const told = names.slice(0, mostNames).join(', ')
  return names.length > mostNames ? `${told}, …` : told
}
