import { Info } from 'lucide-react'
import { baseOf } from '#client/change-set/editor.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { useDesigner } from '../designer-context.tsx'
import { presenceMessages } from '../presence/presence-messages.ts'
import { useNewerVersion } from './use-newer-version.ts'
import '#ui/page/note-bar.css'

/** Offers a newer published version: to load it if nothing would be lost, else to compare it in the review. */
export function NewerVersion({ onReview }: { readonly onReview: () => void }) {
  const t = useMessages(presenceMessages)
  const { editor, editable } = useDesigner()
  const newer = useNewerVersion()
  if (newer === undefined) return null
  const { newest, isChanged } = newer
  const words = { name: newest.author.name, version: newest.version }
  return (
    <p className="lw-note-bar" role="status">
      <Info size={16} aria-hidden />
      <span>{isChanged ? t('newerMine', words) : t('newer', words)}</span>
      {isChanged && !editable ? null : (
        <button
          type="button"
          className="lw-text-button"
          onClick={() => (isChanged ? onReview() : editor.takeNewer(editor.subject, baseOf(newest)))}
        >
          {isChanged ? t('newerReview') : t('newerShow')}
        </button>
      )}
    </p>
  )
}
