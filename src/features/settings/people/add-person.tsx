import { UserPlus } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { z } from 'zod'
import { normalise } from '#domain/ids.ts'
import { type Role, roleSchema } from '#domain/access/roles.ts'
import type { Member } from '#domain/project.ts'
import { useTyped } from '#parts/use-typed.ts'
import { Button } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { useRoleWord } from '#parts/off-reason.ts'
import { Select } from '#ui/fields/select.tsx'
import { TextField } from '#ui/fields/text-field.tsx'
import { settingsMessages } from '../messages.ts'
import { splitNames } from '#domain/split-names.ts'

interface AddPersonProps {
  readonly isPending: boolean
  readonly onAdd: (member: Member) => void
}

/** Invites somebody by address; they become a member with their first sign-in. */
export function AddPerson({ isPending, onAdd }: AddPersonProps) {
  const t = useMessages(settingsMessages)
  const roleWord = useRoleWord()
  const [name, setName] = useTyped('new person name', z.string(), '')
  const [email, setEmail] = useTyped('new person email', z.string(), '')
  const [role, setRole] = useState<Role>('developer')
  const [teams, setTeams] = useTyped('new person teams', z.string(), '')
  const [isChecked, setChecked] = useState(false)
  const address = normalise(email)
  const isAddress = /^\S+@\S+\.\S+$/.test(address)

  function submit(event: FormEvent): void {
    event.preventDefault()
    setChecked(true)
    if (name.trim() === '' || !isAddress) return
    onAdd({ person: { id: `email:${address}`, name: name.trim(), email: address }, role, teams: splitNames(teams) })
    setName('')
    setEmail('')
    setTeams('')
    setChecked(false)
  }

  return (
    <Card title={t('addPerson')}>
      <form className="lw-settings-form" onSubmit={submit} noValidate>
        <div className="lw-settings-line">
          <TextField
            label={t('name')}
            isRequired
            value={name}
            error={isChecked && name.trim() === '' ? t('missing') : undefined}
            onChange={setName}
          />
          <TextField
            label={t('email')}
            isRequired
            type="email"
            value={email}
            error={isChecked && !isAddress ? t('emailWrong') : undefined}
            onChange={setEmail}
          />
          <Select
            label={t('role')}
            value={role}
            choices={roleSchema.options.map((id) => ({ id, title: roleWord(id) }))}
            onChange={(id) => setRole(roleSchema.safeParse(id).data ?? role)}
          />
          <TextField label={t('teams')} value={teams} onChange={setTeams} />
        </div>
        <p className="lw-muted">{t('emailHelp')}</p>
        <div>
          <Button type="submit" icon={<UserPlus size={16} aria-hidden />} isPending={isPending}>
            {t('add')}
          </Button>
        </div>
      </form>
    </Card>
  )
}
