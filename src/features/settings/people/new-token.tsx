import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { z } from 'zod'
import { createApiToken } from '#contract/api-tokens.ts'
import { isUsable, type Scope, scopes } from '#domain/access/scopes.ts'
import { can, type Permission } from '#domain/access/roles.ts'
import { useRights } from '#client/access.ts'
import { usePlatform } from '#client/platform.ts'
import { useRefusal } from '#parts/findings/use-refusal.ts'
import { useTyped } from '#parts/use-typed.ts'
import { Button } from '#ui/button.tsx'
import { CopyButton } from '#ui/copy-button.tsx'
import { Dialog } from '#ui/overlays/dialog.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { NumberField } from '#ui/fields/number-field.tsx'
import { useRoleWord } from '#parts/off-reason.ts'
import { ProblemPanel } from '#ui/page/problem-panel.tsx'
import { Checkboxes } from '#ui/fields/checkboxes.tsx'
import { Segmented } from '#ui/fields/segmented.tsx'
import { Select } from '#ui/fields/select.tsx'
import { TextField } from '#ui/fields/text-field.tsx'
import { settingsMessages } from '../messages.ts'
import { scopeWordIn } from './scope-words.ts'

interface NewTokenProps {
  readonly project: string
  readonly onClose: () => void
}

const machineRoles = ['reader', 'developer'] as const

/** Asks what a token is for, and shows it once; closing the dialog forgets it. */
export function NewToken({ project, onClose }: NewTokenProps) {
  const t = useMessages(settingsMessages)
  const roleWord = useRoleWord()
  const { client } = usePlatform()
  const cache = useQueryClient()
  const rights = useRights(project)
  const [name, setName] = useTyped('new token', z.string(), '')
  const [kind, setKind] = useState<'personal' | 'machine'>('personal')
  const [role, setRole] = useState<(typeof machineRoles)[number]>('developer')
  const [chosen, setChosen] = useState<readonly Scope[]>(['read', 'run'])
  const [days, setDays] = useState<number | undefined>(30)
  const [isChecked, setChecked] = useState(false)
  const make = useMutation({
    mutationFn: () =>
      client.ask(createApiToken, {
        params: { project },
        body: { name, kind, scopes: granted, days: days ?? 30, ...(kind === 'machine' ? { role } : {}) },
      }),
    onSuccess: () => void cache.invalidateQueries({ queryKey: [project, 'tokens'] }),
  })
  const refusal = useRefusal(make.error, ['name', 'days'])
  const may = (permission: Permission): boolean => (kind === 'machine' ? can(role, permission) : rights.may(permission))
  // A scope cannot give more than the person's role does.
  const offered = scopes.filter((scope) => isUsable(scope, may))
  const granted = offered.filter((scope) => chosen.includes(scope))
  function submit(): void {
    setChecked(true)
    if (name.trim() !== '' && granted.length > 0) make.mutate()
  }
  if (make.data !== undefined) {
    return (
      <Dialog
        isOpen
        role="alertdialog"
        title={make.data.name}
        onClose={onClose}
        actions={<Button onPress={onClose}>{t('close')}</Button>}
      >
        <div className="lw-settings-once">
          <strong>{t('tokenOnce')}</strong>
          <span className="lw-row">
            <code>{make.data.token}</code>
            <CopyButton text={make.data.token} label={t('copyToken')} />
          </span>
        </div>
        <p className="lw-muted">{t('tokenUse')}</p>
        <code>bin/linewright login --server {location.origin} --token</code>
      </Dialog>
    )
  }
  return (
    <Dialog
      isOpen
      title={t('makeToken')}
      onClose={onClose}
      cancels
      actions={
        <Button kind="primary" isPending={make.isPending} onPress={submit}>
          {t('makeToken')}
        </Button>
      }
    >
      <TextField
        label={t('name')}
        isRequired
        autoFocus
        value={name}
        error={isChecked && name.trim() === '' ? t('missing') : refusal.at('name')}
        onChange={setName}
      />
      {rights.may('project.admin') ? (
        <fieldset className="lw-settings-checks">
          <legend className="lw-label">{t('kind')}</legend>
          <Segmented
            label={t('kind')}
            selected={kind}
            onSelect={(id) => setKind(id === 'machine' ? 'machine' : 'personal')}
            choices={[
              { id: 'personal', title: t('personal') },
              { id: 'machine', title: t('machine') },
            ]}
          />
        </fieldset>
      ) : null}
      {kind === 'machine' ? (
        <Select
          label={t('role')}
          help={t('machineHelp')}
          value={role}
          choices={machineRoles.map((id) => ({ id, title: roleWord(id) }))}
          onChange={(id) => setRole(machineRoles.find((known) => known === id) ?? role)}
        />
      ) : null}
      <Checkboxes
        label={t('scopes')}
        choices={offered.map((id) => ({ id, title: t(scopeWordIn(id, may)) }))}
        chosen={granted}
        onChange={setChosen}
      />
      {isChecked && granted.length === 0 ? <p role="alert">{t('scopeMissing')}</p> : null}
      <NumberField
        label={t('days')}
        error={refusal.at('days')}
        value={days}
        onChange={setDays}
        minimum={1}
        maximum={365}
      />
      {refusal.rest === undefined ? null : <ProblemPanel problem={refusal.rest} />}
    </Dialog>
  )
}
