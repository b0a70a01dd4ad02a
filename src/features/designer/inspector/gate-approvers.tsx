import { z } from 'zod'
import { setGateField } from '#domain/line/edit/line-edits.ts'
import type { Plain } from '#domain/line/edit/write-yaml.ts'
import type { Gate } from '#domain/line/gate.ts'
import { parseDuration } from '#domain/tekton/duration.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { NamesField } from '#parts/forms/names-field.tsx'
import { RoleChoice } from '#parts/forms/role-choice.tsx'
import { useTyped } from '#parts/use-typed.ts'
import { Select } from '#ui/fields/select.tsx'
import { Switch } from '#ui/fields/switch.tsx'
import { TextField } from '#ui/fields/text-field.tsx'
import { useDesigner } from '../designer-context.tsx'
import { gateMessages } from './gate-messages.ts'
import { designerMessages } from '../messages.ts'

/** Who may open a gate, and what happens if nobody does. */
export function GateApprovers({ gate }: { readonly gate: Gate }) {
  const t = useMessages(gateMessages)
  const words = useMessages(designerMessages)
  const { editable, editLine, line } = useDesigner()
  const { roles = [], teams = [], people = [] } = gate.approvers
  const set = (field: string | readonly string[], value: Plain | undefined): boolean =>
    editLine(words('stepChange', { name: gate.name }), (text) => setGateField(text, gate.name, field, value))
  const isEmpty = [roles, teams, people].every((list) => list.length === 0)
  return (
    <>
      <RoleChoice
        label={t('roles')}
        roles={roles}
        isDisabled={!editable}
        layout="column"
        onChange={(chosen) => set(['approvers', 'roles'], chosen)}
      />
      {isEmpty ? <p className="lw-field-error">{t('nobody')}</p> : null}
      <NamesField
        label={t('teams')}
        help={t('listHelp')}
        isDisabled={!editable}
        keptAs={`${line} gate ${gate.name} teams`}
        names={teams}
        onChange={(names) => set(['approvers', 'teams'], names)}
      />
      <NamesField
        label={t('people')}
        help={t('listHelp')}
        isDisabled={!editable}
        keptAs={`${line} gate ${gate.name} people`}
        names={people}
        onChange={(names) => set(['approvers', 'people'], names)}
      />
      <Switch
        isSelected={gate.committersMayApprove}
        isDisabled={!editable}
        onChange={(isOn) => set('committersMayApprove', isOn)}
      >
        {t('committersMayApprove')}
      </Switch>
      <Timeout gate={gate} onChange={(value) => set('timeout', value)} />
      {gate.timeout === undefined ? null : (
        <Select
          label={t('onTimeout')}
          value={gate.onTimeout}
          isDisabled={!editable}
          choices={[
            { id: 'reject', title: t('onTimeoutReject') },
            { id: 'approve', title: t('onTimeoutApprove') },
          ]}
          onChange={(id) => set('onTimeout', id)}
        />
      )}
    </>
  )
}

function Timeout({ gate, onChange }: { readonly gate: Gate; readonly onChange: (value: string | undefined) => void }) {
  const t = useMessages(gateMessages)
  const { editable, line } = useDesigner()
  const [typed, setTyped] = useTyped(`${line} gate ${gate.name} timeout`, z.string().optional(), undefined)
  const value = typed ?? gate.timeout ?? ''
  const isGood = value.trim() === '' || parseDuration(value.trim()) !== undefined
  return (
    <TextField
      label={t('timeout')}
      help={t('timeoutHelp')}
      value={value}
      isDisabled={!editable}
      error={isGood ? undefined : t('timeoutHelp')}
      onChange={setTyped}
      onBlur={() => {
        if (typed === undefined || !isGood) return
        setTyped(undefined)
        const wanted = typed.trim() === '' ? undefined : typed.trim()
        if (wanted !== gate.timeout) onChange(wanted)
      }}
    />
  )
}
