import { FileText, KeyRound, RotateCcw, SlidersHorizontal } from 'lucide-react'
import { pathTo } from '#client/paths.ts'
import { startsAnew, type FailureKind } from '#domain/run/failure/failure-rules.ts'
import type { StageSnapshot } from '#domain/run/snapshot.ts'
import type { Run } from '#domain/run/state.ts'
import { Button } from '#ui/button.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { LinkButton } from '#ui/link-button.tsx'
import { failureMessages } from './failure-messages.ts'
import { runMessages } from '../messages.ts'
import { useRetry } from '../retry/use-retry.tsx'

export interface FailureWaysProps {
  readonly project: string
  readonly run: Run
  readonly kind: FailureKind
  readonly frozen: StageSnapshot | undefined
}

/** Failures that the application's own log explains. */
const toldByApplication: ReadonlySet<FailureKind> = new Set([
  'not-ready',
  'not-listening',
  'wrong-readiness',
  'wrong-answer',
])

/** Ways to continue after a failure, likeliest first. A retry only helps if the same commit and values can succeed. */
export function FailureWays({ project, run, kind, frozen }: FailureWaysProps) {
  const t = useMessages(runMessages)
  const f = useMessages(failureMessages)
  const retry = useRetry(project, run)
  const isAnew = startsAnew.has(kind) || (kind === 'unknown' && hasFailedBefore(run))
  return (
    <div className="lw-failure-ways">
      {kind === 'missing-secret' ? (
        <LinkButton to={pathTo('settings', { project })} icon={<KeyRound size={16} aria-hidden />} wide>
          {f('openSecrets')}
        </LinkButton>
      ) : null}
      {toldByApplication.has(kind) && frozen !== undefined ? (
        <LinkButton
          to={pathTo(
            'deployment',
            { project, application: frozen.deployment.app, deployment: frozen.deployment.name },
            { tab: 'log' },
          )}
          icon={<FileText size={16} aria-hidden />}
          wide
        >
          {f('openAppLog')}
        </LinkButton>
      ) : null}
      {isAnew ? (
        <LinkButton
          to={pathTo('newRun', { project, line: run.line }, { from: run.id })}
          kind="primary"
          size="large"
          icon={<SlidersHorizontal size={16} aria-hidden />}
          wide
        >
          {t('rerun')}
        </LinkButton>
      ) : null}
      <Button
        kind={isAnew ? 'plain' : 'primary'}
        size="large"
        wide
        icon={<RotateCcw size={16} aria-hidden />}
        reason={retry.reason}
        isPending={retry.isPending}
        onPress={retry.start}
      >
        {t('retryFrom')}
      </Button>
      {retry.dialog}
      <p className="lw-muted">{t('retryHelp')}</p>
    </div>
  )
}

/** Whether the attempt before failed too: what nobody can name, and a retry has not mended, another retry will not mend either. */
function hasFailedBefore({ attempt, attempts }: Run): boolean {
  return attempts.some((one) => one.attempt === attempt - 1 && one.outcome === 'failed')
}
