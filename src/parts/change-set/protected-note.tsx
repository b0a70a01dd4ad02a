import { GitPullRequestArrow } from 'lucide-react'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { reviewMessages } from './review-messages.ts'
import '#ui/page/note-bar.css'

/** Says that a change set will be proposed rather than published, and which protected repositories are the reason. */
export function ProtectedNote({ names }: { readonly names: readonly string[] }) {
  const t = useMessages(reviewMessages)
  return names.length === 0 ? null : (
    <p className="lw-note-bar">
      <GitPullRequestArrow size={16} aria-hidden />
      <span>{t('isProtected', { names: names.join(', ') })}</span>
    </p>
  )
}
