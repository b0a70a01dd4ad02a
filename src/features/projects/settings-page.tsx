import { useQuery } from '@tanstack/react-query'
import type { Member } from '#domain/project.ts'
import { usePlatform } from '#client/platform.ts'
import { problemOf } from '#client/problems.ts'
import { projectOptions } from '#client/queries/projects.ts'
import { useProjectName } from '#client/use-project.ts'
import { Breadcrumb } from '#ui/breadcrumb.tsx'
import { Card } from '#ui/card.tsx'
import { Avatar } from '#ui/marks.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { useRoleWord } from '#ui/off-reason.ts'
import { ProblemPanel } from '#ui/problem-panel.tsx'
import { Skeleton } from '#ui/skeleton.tsx'
import { useTitle } from '#ui/slots.tsx'
import { type Column, Table } from '#ui/table.tsx'
import { GitAccess } from './git-access.tsx'
import { projectMessages } from './messages.ts'
import { PreferencesCard } from './preferences-card.tsx'
import { Page } from '#ui/page.tsx'
import { SecretsCard } from './secrets-card.tsx'

/** People and roles, this person's preferences, access to the hosted repositories, secrets. */
export function SettingsPage() {
  const t = useMessages(projectMessages)
  const roleWord = useRoleWord()
  const project = useProjectName()
  const { client, person } = usePlatform()
  const members = useQuery(projectOptions(client, project))
  useTitle(t('settings'))
  const columns: readonly Column<Member>[] = [
    {
      id: 'person',
      title: t('person'),
      isRowHeader: true,
      render: (member) => (
        <span className="lw-row">
          <Avatar name={member.person.name} size={24} />
          {member.person.id === person ? t('you', { name: member.person.name }) : member.person.name}
        </span>
      ),
    },
    { id: 'role', title: t('role'), render: (member) => roleWord(member.role) },
    { id: 'teams', title: t('teams'), render: (member) => <span className="lw-muted">{member.teams.join(', ')}</span> },
  ]
  return (
    <Page title={t('settings')} note={members.data?.project.displayName ?? project}>
      <Breadcrumb label={t('trail')} crumbs={[{ title: t('settings') }]} />
      {members.isError ? (
        <ProblemPanel problem={problemOf(members.error)} onRetry={() => void members.refetch()} />
      ) : null}
      <div className="lw-columns">
        <div className="lw-stack lw-settings-column">
          <Card title={t('people')}>
            <div className="lw-card-pad">
              <p className="lw-muted">{t('peopleNote')}</p>
            </div>
            {members.isPending ? <Skeleton rows={4} /> : null}
            <Table
              label={t('people')}
              columns={columns}
              rows={members.data?.members ?? []}
              rowKey={(member) => member.person.id}
            />
          </Card>
          <PreferencesCard />
        </div>
        <div className="lw-stack lw-settings-column">
          <GitAccess project={project} />
          <SecretsCard project={project} />
        </div>
      </div>
    </Page>
  )
}
