import { useQuery } from '@tanstack/react-query'
import { Hand } from 'lucide-react'
import { useMemo, useRef } from 'react'
import { useSearchParams } from 'react-router'
import { myGates, waitingFor } from '#client/my-gates.ts'
import { usePerson, usePlatform } from '#client/platform.ts'
import { problemOf } from '#client/problems.ts'
import { gatesOptions } from '#client/queries/gates.ts'
import { proposalsOptions } from '#client/queries/proposals.ts'
import { useProjectName } from '#client/use-project.ts'
import { Breadcrumb } from '#ui/page/breadcrumb.tsx'
import { Card } from '#ui/card.tsx'
import { useCommands } from '#ui/commands/use-commands.ts'
import { EmptyState } from '#ui/page/empty-state.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { Page } from '#ui/page/page.tsx'
import { ProblemPanel } from '#ui/page/problem-panel.tsx'
import { Segmented } from '#ui/fields/segmented.tsx'
import { Skeleton } from '#ui/page/skeleton.tsx'
import { useTitle } from '#ui/page/slots.tsx'
import { inboxOf } from '#client/inbox-of.ts'
import { InboxRow } from './inbox-row.tsx'
import { ProposalRow } from './proposal-row.tsx'
import { gateMessages } from './messages.ts'
import './inbox.css'

/** The inbox: gates, then proposals, oldest first. The URL says whose. J and K walk the list, Enter opens. */
export function ApprovalsPage() {
  const t = useMessages(gateMessages)
  const project = useProjectName()
  const { client } = usePlatform()
  const person = usePerson()
  const [search, setSearch] = useSearchParams()
  const list = useRef<HTMLUListElement>(null)
  const gates = useQuery(gatesOptions(client, project))
  useTitle(t('approvals'))
  useListKeys(list)
  const all = inboxOf(gates.data?.gates ?? [])
  const mine = myGates(all, person)
  const view = search.get('view') === 'mine' ? 'mine' : 'all'
  const rows = view === 'mine' ? mine : all
  const mergeable = gates.data?.proposals ?? []
  const pending = useQuery(proposalsOptions(client, project)).data?.proposals ?? mergeable
  const proposals = view === 'mine' ? mergeable : pending
  const forMe = waitingFor(gates.data, person)
  return (
    <Page
      title={t('approvals')}
      note={t('inboxNote')}
      aside={
        // Its count makes it wider, so it waits for that.
        gates.isPending ? undefined : (
          <Segmented
            label={t('approvals')}
            selected={view}
            onSelect={(id) => setSearch(id === 'mine' ? { view: 'mine' } : {}, { replace: true })}
            choices={[
              { id: 'all', title: t('all') },
              { id: 'mine', title: forMe === 0 ? t('mine') : t('mineCount', { count: forMe }) },
            ]}
          />
        )
      }
    >
      <Breadcrumb crumbs={[{ title: t('approvals') }]} />
      {gates.isError ? (
        <ProblemPanel problem={problemOf(gates.error)} onRetry={() => void gates.refetch()} />
      ) : (
        <Card label={t('approvals')}>
          {gates.isPending ? <Skeleton rows={4} /> : null}
          {gates.isSuccess && rows.length + proposals.length === 0 ? (
            <EmptyState
              icon={<Hand size={24} />}
              title={view === 'mine' ? t('noneMine') : t('noneWaits')}
              text={t('noneWaitsText')}
            />
          ) : null}
          {rows.length + proposals.length > 0 ? (
            <ul ref={list} aria-label={t('approvals')}>
              {rows.map((gate) => (
                <InboxRow key={`${gate.run} ${gate.key}`} project={project} gate={gate} isMine={mine.includes(gate)} />
              ))}
              {proposals.map((proposal) => (
                <ProposalRow
                  key={proposal.id}
                  project={project}
                  proposal={proposal}
                  isMine={mergeable.some(({ id }) => id === proposal.id)}
                />
              ))}
            </ul>
          ) : null}
        </Card>
      )}
    </Page>
  )
}

/** J and K move the focus along the list. */
function useListKeys(list: React.RefObject<HTMLUListElement | null>): void {
  const t = useMessages(gateMessages)
  const commands = useMemo(() => {
    function move(by: number): void {
      const links = [...(list.current?.querySelectorAll<HTMLElement>('[data-gate]') ?? [])]
      const now = links.findIndex((link) => link === document.activeElement)
      links[Math.min(Math.max(now + by, 0), links.length - 1)]?.focus()
    }
    const group = t('approvals')
    return [
      { id: 'inbox-next', title: t('nextGate'), group, keys: ['j'], run: () => move(1) },
      { id: 'inbox-previous', title: t('previousGate'), group, keys: ['k'], run: () => move(-1) },
    ]
  }, [t, list])
  useCommands(commands)
}
