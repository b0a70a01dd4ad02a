import type { Viewer } from '#contract/presence.ts'
import { useNow } from '#ui/clock.ts'
import { useFormat } from '#ui/i18n/format.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { Avatar } from '#ui/marks.tsx'
import { presenceMessages } from './presence-messages.ts'
import './presence.css'

// More avatars would push the version out of the bar.
const most = 3
// Milliseconds. Somebody who edited that recently counts as editing.
const fresh = 120_000

/** The other people who have this line open; a ring marks those who are editing. */
export function Presence({ others }: { readonly others: readonly Viewer[] }) {
  const t = useMessages(presenceMessages)
  const format = useFormat()
  const now = useNow()
  const isEditing = ({ editedAt }: Viewer): boolean => editedAt !== undefined && now - Date.parse(editedAt) < fresh
  const words = (viewer: Viewer): string => {
    const { name, editedAt } = viewer
    if (editedAt === undefined) return t('reads', { name })
    return isEditing(viewer) ? t('edits', { name }) : t('edited', { name, ago: format.ago(editedAt, now) })
  }
  if (others.length === 0) return null
  const hidden = others.slice(most)
  return (
    <ul className="lw-presence" aria-label={t('others')}>
      {others.slice(0, most).map((viewer) => (
        <li key={viewer.id} title={words(viewer)} data-editing={isEditing(viewer) || undefined}>
          <Avatar name={viewer.name} size={24} />
          <span className="lw-hidden">{words(viewer)}</span>
        </li>
      ))}
      {hidden.length === 0 ? null : (
        <li title={hidden.map(words).join('\n')}>
          <span className="lw-presence-more" aria-hidden>
            +{hidden.length}
          </span>
          <span className="lw-hidden">{t('more', { count: hidden.length })}</span>
        </li>
      )}
    </ul>
  )
}
