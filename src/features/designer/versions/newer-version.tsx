import { useQuery } from '@tanstack/react-query'
import { Info } from 'lucide-react'
import { baseOf, changedIds } from '#client/change-set/editor.ts'
import { usePlatform } from '#client/platform.ts'
import { documentOptions } from '#client/queries/documents.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { useDesigner, useEditorState } from '../designer-context.tsx'
import { presenceMessages } from '../presence/presence-messages.ts'
import '#ui/note-bar.css'

/** Says that somebody has published a newer version than the one that is open: shown at once where nothing would be lost, else compared when publishing. */
export function NewerVersion({ onReview }: { readonly onReview: () => void }) {
  const t = useMessages(presenceMessages)
  const { client } = usePlatform()
  const { project, editor, editable } = useDesigner()
  const state = useEditorState(editor)
  const { data: newest } = useQuery(documentOptions(client, project, editor.subject))
  const base = state.bases[editor.subject]
  if (newest === undefined || base === undefined || newest.version <= base.version) return null
  const words = { name: newest.author.name, version: newest.version }
  const isChanged = changedIds(state).includes(editor.subject)
  return (
    <p className="lw-note-bar" role="status">
      <Info size={16} aria-hidden /> {isChanged ? t('newerMine', words) : t('newer', words)}
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
