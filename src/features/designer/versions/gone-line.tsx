import { useQuery } from '@tanstack/react-query'
import { Info } from 'lucide-react'
import { Link } from 'react-router'
import { useEditorState } from '#client/change-set/use-editor-state.ts'
import { pathTo } from '#client/paths.ts'
import { usePlatform } from '#client/platform.ts'
import { newestOptions } from '#client/queries/documents.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { useDesigner } from '../designer-context.tsx'
import { presenceMessages } from '../presence/presence-messages.ts'
import { useRenamed } from './use-renamed.ts'
import '#ui/page/note-bar.css'

/** Says that somebody has renamed or deleted the line that is open here. */
export function GoneLine() {
  const t = useMessages(presenceMessages)
  const { client } = usePlatform()
  const { project, line, editor } = useDesigner()
  const since = useEditorState(editor).bases[editor.subject]?.version ?? 0
  const isThere = (answer: { readonly document?: unknown } | undefined) => answer?.document !== undefined
  const known = useQuery(newestOptions(client, project, editor.subject))
  const isMissing = since > 0 && known.isSuccess && !isThere(known.data)
  // The first version may just have been published, and what is known may be older.
  const asked = useQuery({ ...newestOptions(client, project, editor.subject, since), enabled: isMissing })
  const isGone = isMissing && asked.isSuccess && !isThere(asked.data)
  const now = useRenamed(project, line, isGone)
  if (!isGone) return null
  return (
    <p className="lw-note-bar" role="status">
      <Info size={16} aria-hidden />
      <span>{now === undefined ? t('lineDeleted', { line }) : t('lineRenamed', { line, now })}</span>
      {now === undefined ? null : <Link to={pathTo('line', { project, line: now })}>{t('lineOpen', { now })}</Link>}
    </p>
  )
}
