import { useQuery } from '@tanstack/react-query'
import { Hand } from 'lucide-react'
import { Link, useSearchParams } from 'react-router'
import type { z } from 'zod'
import type { listGates } from '#contract/gates.ts'
import { hueOf } from '#client/environments.ts'
import { pathTo } from '#client/paths.ts'
import { usePlatform } from '#client/platform.ts'
import { problemOf } from '#client/problems.ts'
import { gatesOptions } from '#client/queries/gates.ts'
import { worldOptions } from '#client/queries/world.ts'
import { useProjectName } from '#client/use-project.ts'
import { Breadcrumb } from '#ui/breadcrumb.tsx'
import { Card } from '#ui/card.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { useNow } from '#ui/clock.ts'
import { EnvironmentChip } from '#ui/marks.tsx'
import { useFormat } from '#ui/i18n/format.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { ProblemPanel } from '#ui/problem-panel.tsx'
import { Segmented } from '#ui/segmented.tsx'
import { Skeleton } from '#ui/skeleton.tsx'
import { useTitle } from '#ui/slots.tsx'
import { StateMark } from '#ui/state-mark.tsx'
import { type Column, Table } from '#ui/table.tsx'
import { RelativeTime } from '#ui/values.tsx'
import { projectMessages } from './messages.ts'
import { ProjectPage } from './project-page.tsx'

type WaitingGate = z.output<typeof listGates.response>['gates'][number]

/** The inbox of gates, oldest first; whose it shows is in the URL. */
export function ApprovalsPage() {
  const t = useMessages(projectMessages)
  const format = useFormat()
  const now = useNow()
  const project = useProjectName()
  const { client, person } = usePlatform()
  const [search, setSearch] = useSearchParams()
  const gates = useQuery(gatesOptions(client, project))
  const world = useQuery(worldOptions(client, project))
  useTitle(t('approvals'))
  const mayVote = (gate: WaitingGate) =>
    gate.people.some((entry) => entry.person.id === person && entry.standing === 'may-vote')
  const view = search.get('view') === 'mine' ? 'mine' : 'all'
  const rows = (gates.data?.gates ?? []).filter((gate) => view === 'all' || mayVote(gate))
  const columns: readonly Column<WaitingGate>[] = [
    {
      id: 'gate',
      title: t('gate'),
      isRowHeader: true,
      render: (gate) => (
        <span className="lw-row">
          <StateMark state={mayVote(gate) ? 'needsApproval' : 'waiting'} />
          <Link to={pathTo('gate', { project, run: gate.run, gate: gate.gate.gate })}>
            {gate.definition.title ?? gate.definition.name}
          </Link>
        </span>
      ),
    },
    {
      id: 'environment',
      title: t('environment'),
      render: (gate) => (
        <EnvironmentChip name={gate.environment} hue={hueOf(world.data?.world.environments ?? [], gate.environment)} />
      ),
    },
    {
      id: 'run',
      title: t('run'),
      render: (gate) => (
        <span className="lw-row">
          {gate.line}
          <Link to={pathTo('run', { project, run: gate.run })}>{gate.number}</Link>
        </span>
      ),
    },
    { id: 'note', title: t('change'), grows: true, render: (gate) => <span className="lw-muted">{gate.note}</span> },
    { id: 'holds', title: t('holds'), render: (gate) => format.list(gate.holds) },
    { id: 'by', title: t('requestedBy'), render: (gate) => <span className="lw-muted">{gate.requestedBy.name}</span> },
    {
      id: 'votes',
      title: t('votes'),
      align: 'right',
      render: (gate) => t('ofVotes', { given: gate.approvals, wanted: gate.definition.requiredApprovals }),
    },
    {
      id: 'since',
      title: t('waitsSince'),
      align: 'right',
      render: (gate) => (gate.gate.openedAt === undefined ? '' : <RelativeTime at={gate.gate.openedAt} />),
    },
    {
      id: 'closes',
      title: t('closes'),
      align: 'right',
      render: (gate) =>
        gate.closesAt === undefined ? (
          ''
        ) : (
          <span title={format.dateTime(gate.closesAt)}>{format.duration(Date.parse(gate.closesAt) - now)}</span>
        ),
    },
  ]
  return (
    <ProjectPage
      title={t('approvals')}
      note={t('approvalsNote')}
      aside={
        <Segmented
          label={t('approvals')}
          selected={view}
          onSelect={(id) => setSearch(id === 'mine' ? { view: 'mine' } : {}, { replace: true })}
          choices={[
            { id: 'all', title: t('all') },
            { id: 'mine', title: t('mine') },
          ]}
        />
      }
    >
      <Breadcrumb label={t('trail')} crumbs={[{ title: t('approvals') }]} />
      {gates.isError ? (
        <ProblemPanel problem={problemOf(gates.error)} onRetry={() => void gates.refetch()} />
      ) : (
        <Card label={t('approvals')}>
          {gates.isPending ? <Skeleton rows={4} /> : null}
          {gates.isSuccess && rows.length === 0 ? (
            <EmptyState
              icon={<Hand size={24} />}
              title={view === 'mine' ? t('noneMine') : t('noApprovals')}
              text={t('noApprovalsText')}
            />
          ) : null}
          {rows.length > 0 ? (
            <div className="lw-scroll-x" tabIndex={0} role="group" aria-label={t('approvals')}>
              <Table
                label={t('approvals')}
                columns={columns}
                rows={rows}
                rowKey={(gate) => `${gate.run} ${gate.gate.gate}`}
              />
            </div>
          ) : null}
        </Card>
      )}
    </ProjectPage>
  )
}
