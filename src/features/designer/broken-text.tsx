import { CircleAlert } from 'lucide-react'
import { useFindingWords } from '#parts/findings/use-finding-words.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { useDesigner, useDrawn, useView } from './designer-context.tsx'
import { designerMessages } from './messages.ts'
import '#ui/page/note-bar.css'

/** While the text cannot be read, says why, and that the board shows the last readable version. */
export function BrokenText() {
  const t = useMessages(designerMessages)
  const words = useFindingWords()
  const { reveal } = useDesigner()
  const view = useView()
  const drawn = useDrawn()
  const error = view.parsed.findings.find((finding) => finding.severity === 'error')
  if (!view.isBroken || error === undefined) return null
  return (
    <p className="lw-note-bar" role="status">
      <CircleAlert size={16} aria-hidden />
      <strong>{words.said(error)}</strong>
      {drawn === undefined ? null : (
        <span className="lw-muted">{t(view.line === view.parsed.line ? 'asReadable' : 'lastGood')}</span>
      )}
      <button
        type="button"
        className="lw-text-button"
        onClick={() => reveal(error.place.line ?? 1, error.place.column)}
      >
        {t('showPlace')}
      </button>
    </p>
  )
}
