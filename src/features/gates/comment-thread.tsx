import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Trash2 } from 'lucide-react'
import { type KeyboardEvent } from 'react'
import { z } from 'zod'
import { commentOnGate, removeGateComment } from '#contract/gate-decisions.ts'
import type { Evidence, GateView } from '#contract/gate-evidence.ts'
import { usePerson, usePlatform } from '#client/platform.ts'
import { problemOf } from '#client/problems.ts'
import type { LineComment } from '#domain/gates/line-comments.ts'
import { useTyped } from '#parts/use-typed.ts'
import { Button, IconButton } from '#ui/button.tsx'
import { isComposing } from '#ui/commands/use-commands.ts'
import type { DiffSide } from '#ui/diff/diff-lines.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { Avatar } from '#ui/marks.tsx'
import { ProblemPanel } from '#ui/page/problem-panel.tsx'
import { TextField } from '#ui/fields/text-field.tsx'
import { RelativeTime } from '#ui/text/values.tsx'
import { commentMessages } from './comment-messages.ts'

export type Manifest = Pick<Evidence['manifests'][number], 'application' | 'path' | 'now' | 'after'>

/** A line of a manifest's diff. */
export interface Place {
  readonly side: DiffSide
  readonly line: number
}

interface CommentsProps {
  readonly project: string
  readonly view: GateView
  readonly comments: readonly LineComment[]
  readonly mayWrite: boolean
  /** Whether each comment names its line. */
  readonly showsLine?: boolean
}

/** Comments, oldest first. */
export function Comments({ project, view, comments, mayWrite, showsLine = false }: CommentsProps) {
  const t = useMessages(commentMessages)
  const { client } = usePlatform()
  const me = usePerson()
  const cache = useQueryClient()
  const remove = useMutation({
    mutationFn: (comment: string) =>
      client.ask(removeGateComment, { params: { project, run: view.run, gate: view.key, comment } }),
    onSettled: () => cache.invalidateQueries({ queryKey: [project, 'gate'] }),
  })
  return (
    <>
      <ul>
        {comments.map(({ id, person, comment, at, text }) => (
          <li key={id}>
            <Avatar name={person.name} size={24} />
            <div className="lw-grow">
              <p className="lw-muted">
                {person.name} · <RelativeTime at={at} ago />
              </p>
              {showsLine ? <code>{text.trim()}</code> : null}
              <p className="lw-comment-text">{comment}</p>
            </div>
            {mayWrite && person.id === me ? (
              <IconButton label={t('remove')} onPress={() => remove.mutate(id)}>
                <Trash2 size={16} aria-hidden />
              </IconButton>
            ) : null}
          </li>
        ))}
      </ul>
      {remove.isError ? <ProblemPanel problem={problemOf(remove.error)} /> : null}
    </>
  )
}

interface ThreadProps extends CommentsProps {
  readonly file: Manifest | undefined
  readonly place: Place
  readonly onClose: () => void
}

/** The comments on one line, with a field for another. */
export function Thread({ file, place: { side, line }, onClose, ...shared }: ThreadProps) {
  const t = useMessages(commentMessages)
  const { project, view, comments, mayWrite } = shared
  const { client } = usePlatform()
  const cache = useQueryClient()
  const [text, setText] = useTyped(
    `comment ${view.run} ${view.key} ${file?.application ?? ''} ${file?.path ?? ''} ${side} ${String(line)}`,
    z.string(),
    '',
  )
  const add = useMutation({
    mutationFn: () =>
      client.ask(commentOnGate, {
        params: { project, run: view.run, gate: view.key },
        body: {
          application: file?.application ?? '',
          path: file?.path ?? '',
          side: side === 'before' ? 'now' : 'after',
          line,
          comment: text,
          evidence: view.evidence?.digest ?? '',
        },
      }),
    onSuccess: async () => {
      await cache.invalidateQueries({ queryKey: [project, 'gate'] })
      onClose()
    },
  })
  function submit(): void {
    if (text.trim() !== '' && !add.isPending) add.mutate()
  }
  /** Keeps the gate's keys for approving and rejecting from firing while somebody types a comment. */
  function handleKey(event: KeyboardEvent): void {
    if (isComposing(event.nativeEvent)) return
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      submit()
    } else if (event.key === 'Escape') {
      event.preventDefault()
      onClose()
    }
  }
  return (
    <section className="lw-line-comments" aria-label={t('atLine', { line })} onKeyDown={handleKey}>
      <Comments {...shared} />
      {mayWrite ? (
        <form
          onSubmit={(event) => {
            event.preventDefault()
            submit()
          }}
        >
          <TextField
            label={comments.length === 0 ? t('onLine', { line }) : t('reply')}
            autoFocus={comments.length === 0}
            rows={2}
            value={text}
            onChange={setText}
          />
          {add.isError ? <ProblemPanel problem={problemOf(add.error)} /> : null}
          <div className="lw-row">
            <Button type="submit" isPending={add.isPending} isDisabled={text.trim() === ''}>
              {t('add')}
            </Button>
            <Button kind="quiet" onPress={onClose}>
              {t('cancel')}
            </Button>
          </div>
        </form>
      ) : null}
    </section>
  )
}
