import { CirclePlay, CircleX, ExternalLink, Hand } from 'lucide-react'
import { Link } from 'react-router'
import type { DeploymentStatus } from '#contract/deployments.ts'
import type { Deployment } from '#domain/project.ts'
import { pathTo } from '#client/paths.ts'
import { useUnsteady } from '#parts/use-unsteady.ts'
import { useFormat } from '#ui/i18n/format.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { type State, StateMark } from '#ui/state-mark.tsx'
import { Digest, RelativeTime } from '#ui/text/values.tsx'
import type { HomeGate } from './home-data.ts'
import { gateWordOf } from './gate-word.ts'
import { lastWordOf } from './last-word.ts'
import { homeMessages } from './messages.ts'

export interface DeploymentCellProps {
  readonly project: string
  readonly deployment: Deployment
  readonly status: DeploymentStatus | undefined
  /** The gate that holds this deployment back. */
  readonly gate: HomeGate | undefined
}

/** A deployment on the board: what runs there, since when, its address, its last rollouts, and what waits. */
export function DeploymentCell({ project, deployment, status, gate }: DeploymentCellProps) {
  const t = useMessages(homeMessages)
  const running = status?.running
  const place = pathTo('deployment', { project, application: deployment.application, deployment: deployment.name })
  const ready = running?.replicas.filter((replica) => replica.state === 'ready').length ?? 0
  const fell = useUnsteady(running)
  const newest = status?.history[0]
  const isChanging = newest?.state === 'progressing'
  const hasFailed = newest?.state === 'failed'
  function fact(): string {
    if (running === undefined) return t('nothingRuns')
    if (isChanging && newest.origin.version !== running.origin.version)
      return t('rollingOut', { version: newest.origin.version })
    if (running.isElsewhere === true) return t(hasFailed ? 'notApplied' : 'applied')
    if (hasFailed) return t('kept')
    return t(fell ? 'unsteady' : 'ready', { ready, wanted: running.wanted })
  }
  return (
    <article className="lw-cell" aria-label={`${deployment.application} ${deployment.name}`}>
      <div className="lw-cell-body">
        <div className="lw-cell-head">
          <StateMark state={fell && !isChanging ? 'failing' : stateOf(status, ready)} />
          <Link to={place} className="lw-cell-version lw-ellipsis">
            {running?.origin.version ?? deployment.name}
          </Link>
          <span className="lw-muted lw-ellipsis lw-cell-fact">{fact()}</span>
          {running === undefined ? null : (
            <span className="lw-muted">
              <RelativeTime at={running.since} />
            </span>
          )}
        </div>
        {running === undefined ? null : (
          <div className="lw-row lw-spread">
            {running.imageDigest === '' ? null : (
              <span className="lw-muted lw-ellipsis lw-cell-digest">
                <Digest digest={running.imageDigest} />
              </span>
            )}
            {running.urls.map(({ service, url }) => (
              <a key={service} href={url} target="_blank" rel="noreferrer" className="lw-row lw-cell-url lw-num">
                {new URL(url).host}
                <ExternalLink size={14} aria-hidden />
              </a>
            ))}
          </div>
        )}
        <Deployments history={status?.history ?? []} />
      </div>
      <CellFoot project={project} status={status} gate={gate} />
    </article>
  )
}

function stateOf(status: DeploymentStatus | undefined, ready: number): State {
  const newest = status?.history[0]?.state
  if (newest === 'progressing') return 'running'
  if (newest === 'failed') return 'failed'
  if (status?.running === undefined) return 'notStarted'
  return ready >= status.running.wanted ? 'succeeded' : 'failing'
}

const shownDeployments = 14

/** A bar for each of the last rollouts, the newest at the right. */
function Deployments({ history }: Pick<DeploymentStatus, 'history'>) {
  const t = useMessages(homeMessages)
  const shown = history.slice(0, shownDeployments)
  if (shown.length === 0) return null
  const failed = shown.filter((rollout) => rollout.state === 'failed').length
  return (
    <div className="lw-row lw-spread">
      <span className="lw-bars" role="img" aria-label={t('lastDeployments', { count: shown.length })}>
        {shown.toReversed().map((rollout, index) => (
          <span
            key={`${rollout.at} ${String(index)}`}
            data-rollout={rollout.state}
            data-newest={index === shown.length - 1 || undefined}
          />
        ))}
      </span>
      <span className="lw-muted">
        {failed === 0 ? t('lastDeployments', { count: shown.length }) : t('failedOf', { count: failed })}
      </span>
    </div>
  )
}

function CellFoot({ project, status, gate }: Pick<DeploymentCellProps, 'project' | 'status' | 'gate'>) {
  const t = useMessages(homeMessages)
  const format = useFormat()
  if (gate !== undefined) {
    const when = gate.passesAt === undefined ? '' : format.planned(gate.passesAt)
    const words = t(gateWordOf(gate), { run: gate.number, when })
    return (
      <footer className="lw-cell-foot" data-tone={gate.isMine ? 'amber' : 'neutral'}>
        <Hand size={14} aria-hidden />
        <Link to={pathTo('gate', { project, run: gate.run, gate: gate.name })}>{words}</Link>
      </footer>
    )
  }
  const lastWord = lastWordOf(status)
  if (lastWord === undefined) return null
  const Icon = lastWord.word === 'runFailed' ? CircleX : CirclePlay
  return (
    <footer className="lw-cell-foot" data-tone={lastWord.tone}>
      <Icon size={14} aria-hidden />
      <Link to={pathTo('run', { project, run: lastWord.run })}>{t(lastWord.word, { run: lastWord.number })}</Link>
    </footer>
  )
}
