import { useCallback } from 'react'
import { usePlatform } from '#client/platform.ts'
import { readPreviewPicture } from '#contract/modules.ts'
import { useFindingWords } from '#parts/findings/use-finding-words.ts'
import { errorsOf } from '#domain/problem.ts'
import type { AdapterDescription } from '#domain/adapters/catalog/description.ts'
import { descriptionOf, sharedNames } from '#domain/adapters/catalog/in-short.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { Markdown } from '#ui/text/markdown.tsx'
import { usePreferences } from '#ui/use-preferences.ts'
import { shortDigest } from '#ui/text/values.tsx'
import { AdapterFields } from '../adapter/adapter-fields.tsx'
import { AdapterIcon } from '../adapter/adapter-icon.tsx'
import { AdapterTrouble } from '../adapter/adapter-trouble.tsx'
import { besideReadme, fieldsOf, readmeOf } from '../adapter/adapter-texts.ts'
import { adapterMessages } from '../messages.ts'
import { moduleMessages } from './module-messages.ts'
import type { PreviewedModule } from './use-module-look.ts'

interface PreviewProps extends PreviewedModule {
  readonly project: string
}

/** The adapters that a module would add, each with its description and problems. */
export function ModulePreview({ path, commit, before, patterns, adapters, ...rest }: PreviewProps) {
  const t = useMessages(moduleMessages)
  const words = useFindingWords()
  const { language } = usePreferences()
  // Adapters still to be read get a row already, so that nothing moves while they arrive.
  const unread = patterns.slice(adapters.length)
  const shared = sharedNames(adapters)
  const broken = adapters.filter(({ findings }) => errorsOf(findings).length > 0)
  return (
    <section className="lw-module-preview" aria-live="polite">
      <h3>{t('found', { count: patterns.length, path, commit: shortDigest(commit) })}</h3>
      {before === undefined ? null : (
        <p role="status">
          {t('tagMoved', { revision: rest.wanted.revision, before: shortDigest(before), commit: shortDigest(commit) })}
        </p>
      )}
      {patterns.length === 0 ? <p className="lw-error">{t('noneFound')}</p> : null}
      {broken.length === 0 ? null : (
        <div className="lw-error">
          <strong>{t('brokenAdapters', { count: broken.length })}</strong>
          <ul>
            {broken.map(({ pattern, name, findings }) => (
              <li key={pattern}>
                <strong>{name}</strong>{' '}
                {errorsOf(findings)
                  .slice(0, 1)
                  .map((finding) => [words.said(finding), words.fix(finding)].filter(Boolean).join(' · '))}
              </li>
            ))}
          </ul>
        </div>
      )}
      <ul>
        {adapters.map((adapter) => (
          <li key={adapter.pattern}>
            <details>
              <summary className="lw-row">
                <AdapterIcon adapter={adapter} />
                <span className="lw-grow">
                  <span className="lw-catalog-name">{adapter.name}</span>
                  <span className="lw-catalog-text">
                    {(shared.has(adapter.name) ? '' : descriptionOf(adapter, language)) || adapter.pattern}
                  </span>
                </span>
              </summary>
              <AdapterInShort adapter={adapter} commit={commit} {...rest} />
            </details>
          </li>
        ))}
        {unread.map((pattern) => (
          <li key={pattern} className="lw-row lw-module-unread">
            <AdapterIcon adapter={{ category: 'other' }} />
            <span className="lw-grow">
              <span className="lw-catalog-name lw-muted">{/[^/:]+$/.exec(pattern)?.[0]}</span>
              <span className="lw-catalog-text">{pattern}</span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

interface AdapterInShortProps extends Pick<PreviewProps, 'project' | 'wanted' | 'commit'> {
  readonly adapter: AdapterDescription
}

function AdapterInShort({ adapter, project, wanted, commit }: AdapterInShortProps) {
  const t = useMessages(adapterMessages)
  const { language } = usePreferences()
  const { client } = usePlatform()
  const readme = readmeOf(adapter, language)
  const { parameters, options } = fieldsOf(adapter, language)
  const { readmeFile = '' } = adapter
  const loadPicture = useCallback(
    (path: string) =>
      client.bytes(readPreviewPicture, {
        params: { project },
        body: { ...wanted, commit, path: besideReadme(readmeFile, path) },
      }),
    [client, project, wanted, commit, readmeFile],
  )
  return (
    <div className="lw-stack">
      <code>{adapter.pattern}</code>
      <AdapterTrouble findings={adapter.findings} />
      <AdapterFields title={t('parameters')} fields={parameters} />
      <AdapterFields title={t('options')} fields={options} />
      {readme === undefined ? (
        <p className="lw-muted">{t('noReadme')}</p>
      ) : (
        <Markdown text={readme} loadPicture={loadPicture} />
      )}
    </div>
  )
}
