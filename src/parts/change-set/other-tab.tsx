import { Lock } from 'lucide-react'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { changeSetMessages } from './change-set-messages.ts'
import '#ui/page/note-bar.css'

/** Says that another tab of this person has the draft, with a button to take it over. */
export function OtherTab({ onTakeOver }: { readonly onTakeOver: () => void }) {
  const t = useMessages(changeSetMessages)
  return (
    <p className="lw-note-bar" role="status">
      <Lock size={16} aria-hidden />
      <span>{t('otherTab')}</span>
      <button type="button" className="lw-text-button" onClick={onTakeOver}>
        {t('editHere')}
      </button>
    </p>
  )
}
