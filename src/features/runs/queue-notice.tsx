import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { pathTo } from '#client/paths.ts'
import { usePlatform } from '#client/platform.ts'
import { queuesOptions } from '#client/queries/queues.ts'
import { parseQueue, type Queued } from '#domain/run/turns/queue.ts'
import type { Run } from '#domain/run/state.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { StateShape } from '#ui/state-mark.tsx'
import { RelativeTime } from '#ui/text/values.tsx'
import { queueMessages } from './queue-messages.ts'

/**
 * Why a run waits without asking anybody: whose turn it is and its place in the queue, or which run has replaced it.
 */
export function QueueNotice({ run }: { readonly run: Run }) {
  const t = useMessages(queueMessages)
  const { project, queues = [], supersededBy } = run
  return (
    <>
      {queues.map((queued) => (
        <section key={queued.queue} className="lw-run-queue">
          <StateShape state="waiting" />
          <span>
            <QueuedLink project={project} queued={queued} />
            <small>
              {t('since')} <RelativeTime at={queued.since} ago />
            </small>
            <Place run={run} queue={queued.queue} />
          </span>
        </section>
      ))}
      {supersededBy === undefined ? null : (
        <section className="lw-run-queue">
          <StateShape state="superseded" />
          <Link to={pathTo('run', { project, run: supersededBy.run })}>
            {t('superseded', { number: supersededBy.number })}
          </Link>
        </section>
      )}
    </>
  )
}

/** The reason for waiting, with a link to the run whose turn it is. */
export function QueuedLink({ project, queued }: { readonly project: string; readonly queued: Queued }) {
  const t = useMessages(queueMessages)
  const { kind, name } = parseQueue(queued.queue)
  const { run, line, number } = queued.behind
  return (
    <Link to={pathTo('run', { project, run })}>
      {kind === 'environment' ? t('inEnvironment', { number, line, name }) : t('inLine', { number, name })}
    </Link>
  )
}

function Place({ run: { project, id }, queue }: { readonly run: Run; readonly queue: string }) {
  const t = useMessages(queueMessages)
  const { client } = usePlatform()
  const { data } = useQuery(queuesOptions(client, project))
  const waiting = data?.queues.find((one) => one.queue === queue)?.runs.filter(({ since }) => since !== undefined) ?? []
  const place = waiting.findIndex(({ run }) => run === id)
  return place === -1 ? null : <small>{t('place', { place: place + 1 })}</small>
}
