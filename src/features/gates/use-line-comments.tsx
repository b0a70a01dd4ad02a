import { MessageSquarePlus } from 'lucide-react'
import { type ReactNode, useMemo, useRef, useState } from 'react'
import type { GateView } from '#contract/gate-evidence.ts'
import { lineOf, type LineComment } from '#domain/gates/line-comments.ts'
import { Button } from '#ui/button.tsx'
import type { DiffSide } from '#ui/diff/diff-lines.ts'
import type { DiffNotes } from '#ui/diff/diff-notes.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { Avatar } from '#ui/marks.tsx'
import { useOffReason } from '#parts/off-reason.ts'
import { commentMessages } from './comment-messages.ts'
import { Comments, type Manifest, type Place, Thread } from './comment-thread.tsx'
import './comment-thread.css'

interface LineComments {
  readonly notes: DiffNotes | undefined
  /** Begins and ends commenting; nothing once the gate has closed. */
  readonly button: ReactNode
  /** A hint, and comments whose line no longer exists. */
  readonly above: ReactNode
}

/** Comments on single lines of a manifest that a gate shows. */
export function useLineComments(project: string, view: GateView, file: Manifest | undefined): LineComments {
  const t = useMessages(commentMessages)
  const off = useOffReason(project)('gate.comment')
  const [isChoosing, setChoosing] = useState(false)
  const [open, setOpen] = useState<Place>()
  const opener = useRef<Element>(null)
  const waits = view.gate.state === 'waiting'
  const placed = useMemo(() => placeAll(commentsOn(view.gate, file), file), [view, file])
  const thread = { project, view, file, mayWrite: waits && off === undefined, onClose: close }
  const at = (side: DiffSide, line: number) =>
    placed.filter((one) => one.side === side && one.line === line).map(({ comment }) => comment)
  const isOpen = (side: DiffSide, line: number): boolean => open?.side === side && open.line === line

  function show(side: DiffSide, line: number): void {
    opener.current = document.activeElement
    setOpen({ side, line })
  }
  /** The focus returns to where the thread was opened. */
  function close(): void {
    setOpen(undefined)
    if (opener.current instanceof HTMLElement) opener.current.focus()
  }

  const notes: DiffNotes = {
    markAt(side, line) {
      const comments = at(side, line)
      if (comments.length === 0) return undefined
      const toggle = () => (isOpen(side, line) ? close() : show(side, line))
      return <CommentMark comments={comments} line={line} isOpen={isOpen(side, line)} onToggle={toggle} />
    },
    openAt: (side, line) =>
      isOpen(side, line) ? <Thread {...thread} place={{ side, line }} comments={at(side, line)} /> : undefined,
    ...(isChoosing && waits
      ? {
          choose: { label: (line: number) => t('onLine', { line }), run: show },
        }
      : {}),
  }
  const gone = placed.filter(({ line }) => line === undefined).map(({ comment }) => comment)
  return {
    notes,
    button: waits ? (
      <Button
        kind="quiet"
        icon={<MessageSquarePlus size={16} aria-hidden />}
        reason={off}
        onPress={() => setChoosing(!isChoosing)}
      >
        {t(isChoosing ? 'done' : 'comment')}
      </Button>
    ) : null,
    above: (
      <>
        {isChoosing && waits ? (
          <p className="lw-pad lw-muted" role="status">
            {t('choose')}
          </p>
        ) : null}
        {gone.length === 0 ? null : (
          <section className="lw-line-comments" aria-label={t('gone')}>
            <p className="lw-muted">{t('gone')}</p>
            <Comments {...thread} comments={gone} showsLine />
          </section>
        )}
      </>
    ),
  }
}

/** How many comments all manifests of a gate have, or one of them. */
export function CommentCount({ gate, file }: { readonly gate: GateView['gate']; readonly file?: Manifest }) {
  const t = useMessages(commentMessages)
  const count = file === undefined ? gate.comments?.length : commentsOn(gate, file).length
  return count === undefined || count === 0 ? null : <span className="lw-muted">{t('count', { count })}</span>
}

function commentsOn({ comments = [] }: GateView['gate'], file: Manifest | undefined): readonly LineComment[] {
  return comments.filter(({ application, path }) => application === file?.application && path === file.path)
}

function placeAll(comments: readonly LineComment[], file: Manifest | undefined) {
  return comments.map((comment) => ({
    comment,
    side: comment.side === 'now' ? ('before' as const) : ('after' as const),
    line: file === undefined ? undefined : lineOf(comment, file),
  }))
}

interface CommentMarkProps {
  readonly comments: readonly LineComment[]
  readonly line: number
  readonly isOpen: boolean
  readonly onToggle: () => void
}

/** The first comment on a line, shown in that line. */
function CommentMark({ comments, line, isOpen, onToggle }: CommentMarkProps) {
  const t = useMessages(commentMessages)
  const [first] = comments
  if (first === undefined) return null
  return (
    <button type="button" className="lw-comment-mark" aria-expanded={isOpen} onClick={onToggle}>
      <span className="lw-hidden">{t('said', { line, person: first.person.name })}</span>
      <Avatar name={first.person.name} size={18} />
      <span className="lw-ellipsis">{first.comment}</span>
      {comments.length > 1 ? <span>{t('more', { count: comments.length - 1 })}</span> : null}
    </button>
  )
}
