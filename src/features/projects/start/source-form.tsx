import type { Outline } from '#contract/outline.ts'
import { normalise } from '#domain/ids.ts'
import { sourceTokenSecret } from '#domain/start/first-delivery.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { Select } from '#ui/select.tsx'
import { TextField } from '#ui/text-field.tsx'
import { startMessages } from './start-messages.ts'
import type { Source } from './start-plan.ts'

/** What has been typed or chosen; without a repository the URL counts. */
export interface SourceInput {
  readonly repository: string | undefined
  readonly url: string
  readonly token: string
}

/** Where the code is; undefined while that cannot be said. */
export function sourceOf({ repository, url }: SourceInput, outline: Outline | undefined): Source | undefined {
  if (repository !== undefined) {
    const known = outline?.repositories.find(({ name }) => name === repository)
    return known === undefined ? undefined : { kind: 'known', repository: known }
  }
  const address = normalise(url)
  return /^https?:\/\/[^/]+\/.+/.test(address) ? { kind: 'url', url: address } : undefined
}

export interface SourceFormProps {
  readonly input: SourceInput
  readonly repositories: Outline['repositories']
  readonly onChange: (input: SourceInput) => void
}

/** Asks where the code is. */
export function SourceForm({ input, repositories, onChange }: SourceFormProps) {
  const t = useMessages(startMessages)
  return (
    <>
      {repositories.length === 0 ? null : (
        <Select
          label={t('source')}
          choices={[{ id: '', title: t('elsewhere') }, ...repositories.map(({ name }) => ({ id: name, title: name }))]}
          value={input.repository ?? ''}
          onChange={(id) => onChange({ ...input, repository: id === '' ? undefined : id })}
        />
      )}
      {input.repository === undefined ? (
        <>
          <TextField
            label={t('url')}
            help={t('urlHelp')}
            type="url"
            mono
            isRequired
            autoFocus
            value={input.url}
            onChange={(url) => onChange({ ...input, url })}
          />
          <TextField
            label={t('token')}
            help={t('tokenHelp', { secret: sourceTokenSecret })}
            type="password"
            value={input.token}
            onChange={(token) => onChange({ ...input, token })}
          />
        </>
      ) : null}
    </>
  )
}
