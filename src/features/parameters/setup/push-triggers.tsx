import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { pathTo } from '#client/paths.ts'
import { usePlatform } from '#client/platform.ts'
import { triggersOptions } from '#client/queries/triggers.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { parametersMessages } from '../messages.ts'
import { useValues } from '../values-context.ts'

/** Which triggers a push to a repository fires, with a link to them. */
export function PushTriggers({ repository }: { readonly repository: string }) {
  const t = useMessages(parametersMessages)
  const { project } = useValues()
  const { client } = usePlatform()
  const { data } = useQuery(triggersOptions(client, project))
  const pushTriggers = (data?.triggers ?? []).filter(({ on }) => on.kind === 'push' && on.repository === repository)
  return (
    <section aria-label={t('pushTriggers')}>
      <p className="lw-label">{t('pushTriggers')}</p>
      {pushTriggers.length === 0 ? (
        <p className="lw-muted">{t('noPushTriggers')}</p>
      ) : (
        <ul>
          {pushTriggers.map(({ id, name, line, enabled }) => (
            <li key={id}>{t(enabled ? 'pushTrigger' : 'pushTriggerOff', { name, line })}</li>
          ))}
        </ul>
      )}
      <Link to={pathTo('triggers', { project })}>{t('toTriggers')}</Link>
    </section>
  )
}
