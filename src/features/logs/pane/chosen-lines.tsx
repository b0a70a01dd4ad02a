import { Copy, ExternalLink, Link2, X } from 'lucide-react'
import { IconButton } from '#ui/button.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import type { AwaitedLine } from './awaited-line.ts'
import type { ChosenLines } from './log-rows.tsx'
import { logMessages } from '../messages.ts'

export interface ChosenLinesNoteProps {
  readonly chosen: ChosenLines
  /** Why they are not in view; undefined if they are. */
  readonly awaited: AwaitedLine | undefined
  readonly lineCount: number
  /** Clears the choice without scrolling. */
  readonly onLeave: () => void
  readonly onCopyLink: () => void
  readonly onCopyLines: () => void
  /** Shows them in full, however long they are. */
  readonly onOpen: () => void
}

/** The lines that the address chooses, with what can be done with them, or why they are not in view. */
export function ChosenLinesNote({
  chosen,
  awaited,
  lineCount,
  onLeave,
  onCopyLink,
  onCopyLines,
  onOpen,
}: ChosenLinesNoteProps) {
  const t = useMessages(logMessages)
  const number = chosen.from + 1
  if (awaited !== undefined) {
    return (
      <span className="lw-log-chosen">
        <span role="status">{t(awaited, { number, count: lineCount })}</span>
        <IconButton label={t('stayHere')} onPress={onLeave}>
          <X size={16} aria-hidden />
        </IconButton>
      </span>
    )
  }
  return (
    <span className="lw-log-chosen">
      {chosen.from === chosen.to ? t('line', { number }) : t('chosen', { from: number, to: chosen.to + 1 })}
      <IconButton label={t('copyLink')} keys="L" onPress={onCopyLink}>
        <Link2 size={16} aria-hidden />
      </IconButton>
      <IconButton label={t('copyLines')} onPress={onCopyLines}>
        <Copy size={16} aria-hidden />
      </IconButton>
      <IconButton label={t('openText')} onPress={onOpen}>
        <ExternalLink size={16} aria-hidden />
      </IconButton>
    </span>
  )
}
