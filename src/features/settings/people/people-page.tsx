import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Trash2 } from 'lucide-react'
import { useRef } from 'react'
import { z } from 'zod'
import { removeMember, saveMember } from '#contract/people.ts'
import { type Role, roleSchema } from '#domain/access/roles.ts'
import type { Member } from '#domain/project.ts'
import { usePerson, usePlatform } from '#client/platform.ts'
import { problemOf } from '#client/problems.ts'
import { projectOptions } from '#client/queries/projects.ts'
import { useProjectName } from '#client/use-project.ts'
import { IconButton } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { offerUndo } from '#parts/offer-undo.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { Avatar, Badge } from '#ui/marks.tsx'
import { useOffReason, useRoleWord } from '#parts/off-reason.ts'
import { useTyped } from '#parts/use-typed.ts'
import { ProblemPanel } from '#ui/page/problem-panel.tsx'
import { Select } from '#ui/fields/select.tsx'
import { Skeleton } from '#ui/page/skeleton.tsx'
import { type Column, WideTable } from '#ui/tables/table.tsx'
import { TextField } from '#ui/fields/text-field.tsx'
import { openToast } from '#ui/overlays/toast.tsx'
import { AddPerson } from './add-person.tsx'
import { settingsMessages } from '../messages.ts'
import { SettingsFrame } from '../settings-frame.tsx'
import { splitNames } from '#domain/split-names.ts'

/** Members with their roles and teams. Admins edit them in place and can undo every change. */
export function PeoplePage() {
  const t = useMessages(settingsMessages)
  const project = useProjectName()
  const { client } = usePlatform()
  const me = usePerson()
  const offReason = useOffReason(project)
  const roleWord = useRoleWord()
  const members = useQuery(projectOptions(client, project))
  const { save, remove } = useMembers(project)
  const off = offReason('project.admin')
  // Rights from the issuer's groups are managed at the issuer.
  const isKeptHere = ({ grantedAt }: Member): boolean => off === undefined && grantedAt === undefined
  const columns: readonly Column<Member>[] = [
    {
      id: 'person',
      title: t('person'),
      isRowHeader: true,
      render: ({ person, grantedAt }) => (
        <span className="lw-row">
          <Avatar name={person.name} size={24} />
          <span>
            {person.id === me ? t('you', { name: person.name }) : person.name}
            {person.email === undefined ? null : <span className="lw-muted"> {person.email}</span>}
            {person.id.startsWith('email:') ? <span className="lw-muted"> {t('invited')}</span> : null}
            {grantedAt === undefined ? null : <span className="lw-muted"> {t('granted')}</span>}
          </span>
        </span>
      ),
    },
    {
      id: 'role',
      title: t('role'),
      width: '180px',
      render: (member) =>
        isKeptHere(member) ? (
          <Select
            quiet
            label={t('roleOf', { name: member.person.name })}
            value={member.role}
            choices={roleSchema.options.map((role) => ({ id: role, title: roleWord(role) }))}
            onChange={(id) => save.mutate({ before: member, member: { ...member, role: roleFrom(id, member.role) } })}
          />
        ) : (
          roleWord(member.role)
        ),
    },
    {
      id: 'teams',
      title: t('teams'),
      render: (member) =>
        isKeptHere(member) ? (
          <TeamsField
            member={member}
            onSave={(teams) => save.mutate({ before: member, member: { ...member, teams } })}
          />
        ) : (
          <span className="lw-muted">{member.teams.join(', ')}</span>
        ),
    },
    {
      id: 'remove',
      title: t('remove'),
      align: 'right',
      render: (member) => (
        <IconButton
          label={t('removeNamed', { name: member.person.name })}
          reason={off ?? (member.grantedAt === undefined ? undefined : t('grantedHelp'))}
          onPress={() => remove.mutate(member)}
        >
          <Trash2 size={16} aria-hidden />
        </IconButton>
      ),
    },
  ]
  const failure = save.error ?? remove.error ?? members.error
  return (
    <SettingsFrame section="people" note={t('peopleNote')}>
      {failure === null ? null : <ProblemPanel problem={problemOf(failure)} />}
      <Card title={t('people')} badge={<Badge>{members.data?.members.length ?? 0}</Badge>}>
        {members.isPending ? <Skeleton rows={4} /> : null}
        {members.data === undefined ? null : (
          <WideTable
            label={t('people')}
            columns={columns}
            rows={members.data.members}
            rowKey={({ person }) => person.id}
          />
        )}
      </Card>
      {off === undefined ? <AddPerson isPending={save.isPending} onAdd={(member) => save.mutate({ member })} /> : null}
    </SettingsFrame>
  )
}

interface Change {
  readonly member: Member
  readonly before?: Member
}

function useMembers(project: string) {
  const t = useMessages(settingsMessages)
  const { client } = usePlatform()
  const cache = useQueryClient()
  const refresh = () => void cache.invalidateQueries({ queryKey: [project, 'project'] })
  // Only the last change can be undone: undoing an earlier one would take the later ones of the same person along.
  const last = useRef<() => void>(undefined)
  function keep(close: () => void): void {
    last.current?.()
    last.current = close
  }
  const put = ({ person, role, teams }: Member) =>
    client.ask(saveMember, {
      params: { project, person: person.id },
      body: { name: person.name, role, teams, ...(person.email === undefined ? {} : { email: person.email }) },
    })
  const save = useMutation({
    mutationFn: ({ member }: Change) => put(member),
    // In sequence: a member's next change includes the teams typed just before, and must reach the server after them.
    scope: { id: 'members' },
    onMutate: ({ member }) =>
      cache.setQueryData(
        projectOptions(client, project).queryKey,
        (kept) =>
          kept && {
            ...kept,
            members: kept.members.map((one) => (one.person.id === member.person.id ? member : one)),
          },
      ),
    onError: refresh,
    onSuccess: (_, { member, before }) => {
      const { name } = member.person
      keep(
        before === undefined
          ? openToast({ text: t('added', { name }) })
          : offerUndo(t('changed', { name }), () => put(before).then(refresh)),
      )
      refresh()
    },
  })
  const remove = useMutation({
    mutationFn: ({ person }: Member) => client.ask(removeMember, { params: { project, person: person.id } }),
    onSuccess: (_, member) => {
      keep(offerUndo(t('removed', { name: member.person.name }), () => put(member).then(refresh)))
      refresh()
    },
  })
  return { save, remove }
}

function TeamsField({ member, onSave }: { readonly member: Member; readonly onSave: (teams: string[]) => void }) {
  const t = useMessages(settingsMessages)
  const kept = member.teams.join(', ')
  const [text, setText] = useTyped(`teams of ${member.person.id}`, z.string().optional(), undefined)
  function leave(): void {
    if (text !== undefined && splitNames(text).join(', ') !== kept) onSave(splitNames(text))
    setText(undefined)
  }
  return (
    <TextField
      quiet
      label={t('teamsOf', { name: member.person.name })}
      value={text ?? kept}
      onChange={setText}
      onBlur={leave}
    />
  )
}

function roleFrom(id: string, otherwise: Role): Role {
  return roleSchema.safeParse(id).data ?? otherwise
}
