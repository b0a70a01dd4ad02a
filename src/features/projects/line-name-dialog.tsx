import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from 'react-router'
import { z } from 'zod'
import { freeName } from '#domain/free-name.ts'
import { renameLine } from '#contract/lines.ts'
import { idFrom } from '#domain/ids.ts'
import { duplicateDraftedLine, renameDraftedLine } from '#client/change-set/drafted-line.ts'
import { duplicateLine } from '#client/lines.ts'
import { pathTo } from '#client/paths.ts'
import { usePerson, usePlatform } from '#client/platform.ts'
import { useRefusal } from '#parts/findings/use-refusal.ts'
import { useTyped } from '#parts/use-typed.ts'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/overlays/dialog.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { ProblemPanel } from '#ui/page/problem-panel.tsx'
import { showToast } from '#ui/overlays/toast.tsx'
import { lineMessages } from './line-messages.ts'
import { LineNameField } from './line-name-field.tsx'
import { projectMessages } from './messages.ts'

export interface LineNameDialogProps {
  readonly project: string
  readonly kind: 'rename' | 'duplicate'
  readonly line: string
  /** Whether the line is a draft that was never published. */
  readonly isDraft: boolean
  readonly taken: readonly string[]
  readonly onClose: () => void
}

/** Asks for the new name of a line or of its copy. */
export function LineNameDialog({ project, kind, line, isDraft, taken, onClose }: LineNameDialogProps) {
  const t = useMessages({ ...projectMessages, ...lineMessages })
  const { client } = usePlatform()
  const person = usePerson()
  const cache = useQueryClient()
  const navigate = useNavigate()
  const [typed, setTyped] = useTyped(
    `${kind} ${line}`,
    z.string(),
    kind === 'rename' ? line : freeName(line, new Set([...taken, line])),
  )
  const name = idFrom(typed)
  const isTaken = name !== undefined && taken.includes(name) && !(kind === 'rename' && name === line)
  const reason = isTaken ? t('nameTaken') : name === undefined || name === line ? t('lineNameNeeded') : undefined
  const change = useMutation({
    async mutationFn(to: string): Promise<void> {
      const place = { client, project, person }
      if (kind === 'duplicate') return (isDraft ? duplicateDraftedLine : duplicateLine)(place, line, to)
      if (isDraft) return renameDraftedLine(place, line, to)
      const message = t('renameMessage', { from: line, to })
      await client.ask(renameLine, { params: { project, line }, body: { name: to, message } })
    },
    async onSuccess(_, to) {
      if (kind === 'duplicate') return navigate(pathTo('line', { project, line: to }))
      await cache.invalidateQueries({ queryKey: [project] })
      showToast({ text: t('renamed', { from: line, to }) })
      return onClose()
    },
  })
  const refusal = useRefusal(change.error, ['name'])
  return (
    <Dialog
      isOpen
      title={t(kind === 'rename' ? 'renameTitle' : 'duplicateTitle', { line })}
      onClose={onClose}
      cancels
      actions={
        <Button kind="primary" type="submit" form="lw-line-name" isPending={change.isPending} reason={reason}>
          {t(kind === 'rename' ? 'renameDo' : 'openBoard')}
        </Button>
      }
    >
      <p className="lw-muted">
        {t(kind === 'duplicate' ? 'duplicateText' : isDraft ? 'renameDraftText' : 'renameText')}
      </p>
      <form
        id="lw-line-name"
        onSubmit={(event) => {
          event.preventDefault()
          if (name !== undefined && reason === undefined) change.mutate(name)
        }}
      >
        <LineNameField
          typed={typed}
          onType={setTyped}
          name={name}
          isTaken={isTaken}
          refused={name === change.variables ? refusal.at('name') : undefined}
          autoFocus
        />
      </form>
      {refusal.rest === undefined ? null : <ProblemPanel problem={refusal.rest} />}
    </Dialog>
  )
}
