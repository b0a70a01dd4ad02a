import { useMessages } from '#ui/i18n/use-messages.tsx'
import { moduleMessages } from './module-messages.ts'
import type { PreviewedModule } from './use-module-look.ts'

/** Progress of reading a module: first it is fetched, then its adapters are read. */
export function ReadingProgress({ preview }: { readonly preview: PreviewedModule | undefined }) {
  const t = useMessages(moduleMessages)
  const words =
    preview === undefined
      ? t('fetching')
      : t('reading', { done: String(preview.adapters.length), count: preview.patterns.length })
  return (
    <p className="lw-row lw-muted lw-module-reading" role="status">
      <progress
        aria-label={words}
        max={preview?.patterns.length ?? 1}
        {...(preview === undefined ? {} : { value: preview.adapters.length })}
      />
      {words}
    </p>
  )
}
