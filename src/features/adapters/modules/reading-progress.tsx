import { useMessages } from '#ui/i18n/use-messages.tsx'
import { moduleMessages } from './module-messages.ts'
import type { LookedAt } from './use-module-look.ts'

/** How far the reading of a module is: first it is fetched, then its adapters are read. */
export function ReadingProgress({ shown }: { readonly shown: LookedAt | undefined }) {
  const t = useMessages(moduleMessages)
  const words =
    shown === undefined
      ? t('fetching')
      : t('reading', { done: String(shown.adapters.length), count: shown.patterns.length })
  return (
    <p className="lw-row lw-muted lw-module-reading" role="status">
      <progress
        aria-label={words}
        max={shown?.patterns.length ?? 1}
        {...(shown === undefined ? {} : { value: shown.adapters.length })}
      />
      {words}
    </p>
  )
}
