import type { AdapterDescription } from '#domain/adapters/description.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { shortDigest } from '#ui/values.tsx'
import { AdapterIcon } from './adapter-icon.tsx'
import { moduleMessages } from './module-messages.ts'

interface PreviewProps {
  readonly path: string
  readonly commit: string
  readonly adapters: readonly AdapterDescription[]
}

/** What a module would bring: its adapters, and what is wrong with them. */
export function ModulePreview({ path, commit, adapters }: PreviewProps) {
  const t = useMessages(moduleMessages)
  const broken = adapters.filter(({ findings }) => findings.length > 0)
  return (
    <section className="lw-module-preview" aria-live="polite">
      <h3>{t('found', { count: adapters.length, path, commit: shortDigest(commit) })}</h3>
      {adapters.length === 0 ? <p className="lw-error">{t('noneFound')}</p> : null}
      <ul>
        {adapters.map((adapter) => (
          <li key={adapter.pattern} className="lw-row">
            <AdapterIcon adapter={adapter} />
            <span className="lw-grow">
              <span className="lw-catalog-name">{adapter.name}</span>
              <span className="lw-catalog-text">
                {adapter.findings[0]?.message ?? (adapter.description === '' ? adapter.pattern : adapter.description)}
              </span>
            </span>
          </li>
        ))}
      </ul>
      {broken.length === 0 ? null : <p className="lw-error">{t('brokenAdapters', { count: broken.length })}</p>}
    </section>
  )
}
