import { CircleAlert, Play } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useNavigate } from 'react-router'
import { z } from 'zod'
import { useEditorState } from '#client/change-set/use-editor-state.ts'
import { changedIds } from '#client/change-set/editor.ts'
import { pathTo } from '#client/paths.ts'
import { ProtectedNote } from '#parts/change-set/protected-note.tsx'
import { reviewMessages } from '#parts/change-set/review-messages.ts'
import { useHandOverDraft } from '#parts/change-set/use-hand-over-draft.ts'
import { useTyped } from '#parts/use-typed.ts'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/overlays/dialog.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { ProblemPanel } from '#ui/page/problem-panel.tsx'
import { TextField } from '#ui/fields/text-field.tsx'
import { useAddress } from '#ui/use-address.ts'
import { useDesigner, useView } from './designer-context.tsx'
import { designerMessages } from './messages.ts'
import { presenceMessages } from './presence/presence-messages.ts'

/**
 * Leads from the board to the start form. With an open draft it first asks whether to run that or the published
 * version.
 */
export function StartDialog({ onReview, onClose }: { readonly onReview: () => void; readonly onClose: () => void }) {
  const t = useMessages({ ...designerMessages, ...presenceMessages })
  const review = useMessages(reviewMessages)
  const { project, line, editor, editable } = useDesigner()
  const view = useView()
  const navigate = useNavigate()
  const state = useEditorState(editor)
  const version = state.bases[editor.subject]?.version ?? 0
  const [asks] = useState(editable && changedIds(state).length > 0)
  const isEmpty = view.line.spec.stages.length === 0
  const isSound = !isEmpty && !view.findings.some((finding) => finding.severity === 'error')
  const reason = isSound ? undefined : t(isEmpty ? 'stageFirst' : 'fixFirst')
  const [, change] = useAddress()
  const [note, setNote] = useTyped(`start ${line}`, z.string(), '')

  const { waitsFor, handOver } = useHandOverDraft(project, editor, {
    onPublished: () => open({ note: note.trim() === '' ? undefined : note.trim() }),
    onClose,
  })
  const isProposed = waitsFor.length > 0
  const message = note.trim() === '' ? t(isProposed ? 'proposedToRun' : 'publishAndRun') : note.trim()

  function open(search: Readonly<Record<string, string | undefined>>): void {
    void navigate(pathTo('newRun', { project, line }, search))
  }
  function showProblems(): void {
    onClose()
    change({ drawer: 'problems' })
  }
  useEffect(() => {
    // Back should return to the board, so a question that was skipped must not stay in the history.
    if (!asks) void navigate(pathTo('newRun', { project, line }), { replace: location.search.includes('start=1') })
  }, [asks, navigate, project, line])
  if (!asks) return null
  return (
    <Dialog
      isOpen
      title={t('startTitle', { line })}
      onClose={onClose}
      cancels
      actions={
        <>
          {version === 0 ? null : (
            <Button onPress={() => open({ version: String(version) })}>{t('runVersion', { version })}</Button>
          )}
          <Button
            kind="primary"
            icon={isProposed ? undefined : <Play size={16} aria-hidden />}
            isPending={handOver.isPending}
            reason={reason}
            type="submit"
            form="lw-publish-and-run"
          >
            {isProposed ? review('propose') : t('publishAndRun')}
          </Button>
        </>
      }
    >
      <p className="lw-muted">{t('startWithDraft')}</p>
      <ProtectedNote names={waitsFor} />
      {isProposed ? <p>{t('runOnceMerged')}</p> : null}
      {reason === undefined ? null : (
        <p className="lw-row">
          <CircleAlert size={16} aria-hidden />
          <span className="lw-grow">{reason}</span>
          {isEmpty ? null : <Button onPress={showProblems}>{t('showProblems')}</Button>}
        </p>
      )}
      <form
        id="lw-publish-and-run"
        onSubmit={(event) => {
          event.preventDefault()
          if (isSound && !handOver.isPending) handOver.mutate(message)
        }}
      >
        <TextField
          label={isProposed ? review('message') : t('note')}
          help={isProposed ? undefined : t('noteHelp')}
          autoFocus
          value={note}
          onChange={setNote}
        />
      </form>
      {handOver.data === undefined || !('problem' in handOver.data) ? null : (
        <>
          <ProblemPanel problem={handOver.data.problem} />
          {handOver.data.kind === 'conflict' ? <Button onPress={onReview}>{t('newerReview')}</Button> : null}
        </>
      )}
    </Dialog>
  )
}
