import type { Translate } from '#ui/i18n/use-messages.tsx'
import type { changeSetMessages } from './change-set-messages.ts'

/** What stands above a difference in one column: a text that is new, or gone, has one side only. */
export function diffTitles(t: Translate<typeof changeSetMessages>, before: string, after: string) {
  const title = before === '' ? 'isNew' : after === '' ? 'isGone' : 'publishedAndDraft'
  return { beforeTitle: t(title), afterTitle: t('draft'), sideBySide: false }
}
