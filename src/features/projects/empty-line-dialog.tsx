import { useMutation } from '@tanstack/react-query'
import { type ReactNode, useRef, useState } from 'react'
import { useNavigate } from 'react-router'
import { z } from 'zod'
import { documentId } from '#domain/documents.ts'
import { idFrom } from '#domain/ids.ts'
import { emptyLine } from '#domain/line/new-line.ts'
import { beginLine } from '#client/change-set/begin-draft.ts'
import { pathTo } from '#client/paths.ts'
import { usePerson, usePlatform } from '#client/platform.ts'
import { useTyped } from '#parts/use-typed.ts'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/overlays/dialog.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { lineMessages } from './line-messages.ts'
import { LineNameField } from './line-name-field.tsx'
import { projectMessages } from './messages.ts'

export interface EmptyLineDialogProps {
  readonly project: string
  readonly taken: readonly string[]
  readonly onClose: () => void
  /** Shown above the question. */
  readonly head: ReactNode
}

/** Asks for a name and opens an empty board; nothing is published yet. */
export function EmptyLineDialog({ project, taken, onClose, head }: EmptyLineDialogProps) {
  const t = useMessages({ ...projectMessages, ...lineMessages })
  const { client } = usePlatform()
  const person = usePerson()
  const navigate = useNavigate()
  const [typed, setTyped] = useTyped('new line', z.string(), '')
  const name = idFrom(typed)
  const isTaken = name !== undefined && taken.includes(name)
  const [isAsked, setAsked] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  const begin = useMutation({
    mutationFn: (line: string) =>
      beginLine(client, { project, person }, line, {
        [documentId('line', line)]: emptyLine(line, { revision: t('revisionInput') }),
      }),
    onSuccess: (_, line) => navigate(pathTo('line', { project, line })),
  })
  return (
    <Dialog
      isOpen
      title={t('newLine')}
      onClose={onClose}
      cancels
      actions={
        <Button kind="primary" type="submit" form="lw-new-line" isPending={begin.isPending}>
          {t('openBoard')}
        </Button>
      }
    >
      {head}
      <form
        ref={form}
        id="lw-new-line"
        onSubmit={(event) => {
          event.preventDefault()
          if (name !== undefined && !isTaken) {
            begin.mutate(name)
            return
          }
          setAsked(true)
          form.current?.querySelector('input')?.focus()
        }}
      >
        <LineNameField
          typed={typed}
          onType={setTyped}
          name={name}
          isTaken={isTaken}
          isMissing={isAsked && name === undefined}
          autoFocus
        />
      </form>
    </Dialog>
  )
}
