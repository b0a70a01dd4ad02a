import type { ReactNode } from 'react'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from 'react-router'
import { CirclePlay } from 'lucide-react'
import type { GateView } from '#contract/gate-evidence.ts'
import { pathTo } from '#client/paths.ts'
import { hueOf } from '#client/environments.ts'
import { usePerson, usePlatform } from '#client/platform.ts'
import { problemOf } from '#client/problems.ts'
import { gateOptions } from '#client/queries/gate-evidence.ts'
import { outlineOptions } from '#client/queries/outline.ts'
import { FailedPage } from '#ui/page/failed-page.tsx'
import { Breadcrumb } from '#ui/page/breadcrumb.tsx'
import { useNow } from '#ui/clock.ts'
import { useFormat } from '#ui/i18n/format.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { LinkButton } from '#ui/link-button.tsx'
import { EnvironmentChip } from '#ui/marks.tsx'
import { Skeleton } from '#ui/page/skeleton.tsx'
import { Fill, useTitle } from '#ui/page/slots.tsx'
import { RelativeTime } from '#ui/text/values.tsx'
import { EvidencePanels } from './evidence-panels.tsx'
import { GateNotices } from './gate-notices.tsx'
import { GateDecision } from './gate-decision.tsx'
import { useGateTitle, useRequester } from './gate-title.ts'
import { gateMessages } from './messages.ts'
import './gate-page.css'

/** A gate: at the left what will change, at the right who decides. The decision never scrolls away. */
export function GatePage() {
  const { project = '', run = '', gate = '' } = useParams()
  const { client } = usePlatform()
  const t = useMessages(gateMessages)
  const query = useQuery(gateOptions(client, project, run, gate))
  useTitle(query.data?.definition.title ?? query.data?.definition.name ?? gate)
  if (query.data !== undefined)
    return <Gate project={project} view={query.data} onReload={() => void query.refetch()} />
  if (query.error === null) return <Skeleton rows={8} height={32} />
  return (
    <FailedPage
      title={t('failed')}
      problem={problemOf(query.error)}
      onRetry={() => void query.refetch()}
      back={{ to: pathTo('approvals', { project }), title: t('toApprovals') }}
    />
  )
}

interface GateProps {
  readonly project: string
  readonly view: GateView
  readonly onReload: () => void
}

function Gate({ project, view, onReload }: GateProps) {
  const t = useMessages(gateMessages)
  const format = useFormat()
  const { client } = usePlatform()
  const outline = useQuery(outlineOptions(client, project))
  const title = useGateTitle()(view)
  const requester = useRequester()
  const { task } = view.gate
  const runPath = pathTo('run', { project, run: view.run }, task === undefined ? {} : { stage: task.stage })
  const count = t('count', { given: view.approvals, wanted: view.definition.requiredApprovals })
  return (
    <div className="lw-gate-page">
      <Breadcrumb crumbs={[{ title: t('approvals'), to: pathTo('approvals', { project }) }, { title }]} />
      <Fill slot="actions">
        <LinkButton to={runPath} icon={<CirclePlay size={16} aria-hidden />}>
          {t('openRun', { number: view.number })}
        </LinkButton>
      </Fill>
      <header className="lw-gate-head">
        <span className="lw-gate-sign" data-state={view.gate.state}>
          <svg width="44" height="50" viewBox="0 0 44 50" aria-hidden>
            <path d="M22 1.5 42.5 13v24L22 48.5 1.5 37V13z" />
          </svg>
          <span>{count}</span>
        </span>
        <div className="lw-grow">
          <h1 className="lw-row">
            {title}
            <EnvironmentChip name={view.environment} hue={hueOf(outline.data?.environments ?? [], view.environment)} />
          </h1>
          <p className="lw-muted">
            {t.nodes('requested', {
              line: view.line,
              run: <Link to={runPath}>{t('run', { number: view.number })}</Link>,
              person: requester(view),
            })}
            {view.gate.openedAt === undefined ? null : (
              <>
                {' · '}
                <RelativeTime at={view.gate.openedAt} ago />
              </>
            )}
            {' · '}
            {view.gate.task === undefined
              ? t('holds', { stages: format.list(view.holds) })
              : t('asksWithin', view.gate.task)}
            {view.live ? ` · ${t('ofEnvironment', { environment: view.environment })}` : ''}
          </p>
          {view.note === '' ? null : <p className="lw-gate-note">{view.note}</p>}
        </div>
        {view.gate.state === 'waiting' ? <Deadline view={view} /> : null}
      </header>
      <GateNotices view={view} />
      <div className="lw-gate-body">
        <EvidencePanels project={project} view={view} />
        <GateDecision project={project} view={view} onReload={onReload} />
      </div>
    </div>
  )
}

/** Until when a gate waits, and for what. */
function Deadline({ view }: { readonly view: GateView }) {
  const t = useMessages(gateMessages)
  const format = useFormat()
  const now = useNow()
  const votes = useYourVote(view)
  const begins = scheduledFor(view)
  if (begins !== undefined)
    return (
      <div className="lw-gate-deadline">
        <strong>{t('scheduledFor', { when: format.planned(begins) })}</strong>
      </div>
    )
  if (view.closesAt === undefined)
    return <div className="lw-gate-deadline">{votes ?? <span className="lw-muted">{t('noDeadline')}</span>}</div>
  return (
    <div className="lw-gate-deadline">
      <strong>{t('closesIn', { time: format.duration(Math.max(0, Date.parse(view.closesAt) - now)) })}</strong>
      <span className="lw-muted">
        {t(view.definition.onTimeout === 'approve' ? 'thenPasses' : 'thenRejects', {
          when: format.planned(view.closesAt),
        })}
      </span>
      {votes}
    </div>
  )
}

/** When a gate passes that only waits for the clock. */
function scheduledFor({ approvals, definition, passesAt, closed }: GateView): string | undefined {
  if (approvals < definition.requiredApprovals) return undefined
  return [passesAt, closed?.until]
    .flatMap((at) => at ?? [])
    .sort()
    .at(-1)
}

/** What the reader's own approval would lead to, which is what an approver wants to know first. */
function useYourVote({ definition: { requiredApprovals }, approvals, people }: GateView): ReactNode {
  const t = useMessages(gateMessages)
  const me = usePerson()
  if (!people.some(({ person, standing }) => person.id === me && standing === 'may-vote')) return undefined
  const others = requiredApprovals - approvals - 1
  return <span className="lw-muted">{others > 0 ? t('yourVoteAndMore', { count: others }) : t('yourVoteOpens')}</span>
}
