import type { Translate } from '#ui/i18n/use-messages.tsx'
import type { changeSetMessages } from './change-set-messages.ts'

/** Headings of a diff; a new or deleted text has only one side. */
export function diffTitles(t: Translate<typeof changeSetMessages>, before: string, after: string) {
  const title = before === '' ? 'isNew' : after === '' ? 'isGone' : 'publishedAndDraft'
  return { beforeTitle: t(title), afterTitle: t('draft'), sideBySide: false }
}
