import type { DeploymentStatus } from '#contract/deployments.ts'
import { useUnsteady } from '#parts/use-unsteady.ts'
import { StateMark } from '#ui/state-mark.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { projectMessages } from './messages.ts'

/** How many replicas of a deployment are ready; nothing while that is unknown. */
export function DeploymentMark({ status }: { readonly status: DeploymentStatus | undefined }) {
  const t = useMessages(projectMessages)
  const running = status?.running
  const fell = useUnsteady(running)
  if (status === undefined) return null
  if (running === undefined) return <StateMark state="notStarted" word={t('nothingRuns')} />
  if (running.isElsewhere === true) return <StateMark state="succeeded" word={t('appliedElsewhere')} />
  const ready = running.replicas.filter((replica) => replica.state === 'ready').length
  const word = t('ready', { ready, wanted: running.wanted })
  if (status.history[0]?.state === 'progressing') return <StateMark state="running" word={word} />
  if (fell) return <StateMark state="failing" word={t('unsteady', { ready, wanted: running.wanted })} />
  return <StateMark state={ready >= running.wanted ? 'succeeded' : 'failed'} word={word} />
}
