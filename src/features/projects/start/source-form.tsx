import { z } from 'zod'
import { shortestSecret } from '#contract/secrets.ts'
import type { Outline } from '#contract/outline.ts'
import { normalise } from '#domain/ids.ts'
import { sourceTokenSecret } from '#domain/start/first-delivery.ts'
import { Button } from '#ui/button.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { Select } from '#ui/fields/select.tsx'
import { TextField } from '#ui/fields/text-field.tsx'
import { PushForm } from './push-form.tsx'
import { startMessages } from './start-messages.ts'
import { isOutOfReach, isShortToken, type Source } from './start-plan.ts'

export const placeSchema = z.object({
  /** Whether the code is in a repository of the project, at a URL, or still to be pushed. */
  way: z.enum(['known', 'url', 'push']),
  /** A repository of the project, which may have been created for the push. */
  repository: z.string().optional(),
  url: z.string(),
})

/** What was typed or chosen. */
export interface SourceInput extends Readonly<z.output<typeof placeSchema>> {
  readonly token: string
}

/** Where the code is; undefined while that is incomplete. */
export function sourceOf(
  { way, repository, url, token }: SourceInput,
  outline: Outline | undefined,
): Source | undefined {
  if (way !== 'url') {
    const known = outline?.repositories.find(({ name }) => name === repository)
    return known === undefined ? undefined : { kind: 'known', repository: known }
  }
  const address = normalise(url)
  return /^https?:\/\/[^/]+\/.+/.test(address) && !isShortToken(token) ? { kind: 'url', url: address } : undefined
}

export interface SourceFormProps {
  readonly project: string
  readonly input: SourceInput
  readonly repositories: Outline['repositories']
  readonly onChange: (input: SourceInput) => void
}

// No repository's name can begin like this.
const elsewhere = '+url'
const pushed = '+push'

/** Asks where the code is. */
export function SourceForm({ project, input, repositories, onChange }: SourceFormProps) {
  const t = useMessages(startMessages)
  const { way, repository, url } = input
  function choose(id: string): void {
    if (id === elsewhere) onChange({ ...input, way: 'url', repository: undefined })
    else if (id === pushed) onChange({ ...input, way: 'push', repository: undefined })
    else onChange({ ...input, way: 'known', repository: id })
  }
  const isElsewhere = isOutOfReach(url)
  return (
    <>
      <Select
        label={t('source')}
        choices={[
          { id: elsewhere, title: t('elsewhere') },
          { id: pushed, title: t('pushed') },
          ...repositories.map(({ name }) => ({ id: name, title: name })),
        ]}
        value={way === 'url' ? elsewhere : way === 'push' ? pushed : repository}
        onChange={choose}
      />
      {way === 'push' ? (
        <PushForm
          project={project}
          repositories={repositories}
          made={repository}
          onMade={(made) => onChange({ ...input, repository: made })}
        />
      ) : null}
      {way === 'url' ? (
        <>
          <TextField
            label={t('url')}
            help={t('urlHelp')}
            error={isElsewhere ? t('urlNeedsHttps') : undefined}
            type="url"
            mono
            isRequired
            autoFocus
            value={url}
            onChange={(typed) => onChange({ ...input, url: typed })}
          />
          {isElsewhere ? (
            <div>
              <Button onPress={() => choose(pushed)}>{t('pushInstead')}</Button>
            </div>
          ) : (
            <TextField
              label={t('token')}
              help={t('tokenHelp', { secret: sourceTokenSecret })}
              error={isShortToken(input.token) ? t('tokenShort', { count: shortestSecret }) : undefined}
              type="password"
              value={input.token}
              onChange={(token) => onChange({ ...input, token })}
            />
          )}
        </>
      ) : null}
    </>
  )
}
