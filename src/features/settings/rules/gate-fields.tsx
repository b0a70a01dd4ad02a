import type { EnvironmentRules } from '#domain/gates/rules.ts'
import { idPattern } from '#domain/ids.ts'
import { parseDuration } from '#domain/tekton/duration.ts'
import { NamesField } from '#parts/forms/names-field.tsx'
import { QuestionList } from '#parts/forms/question-list.tsx'
import { RoleChoice } from '#parts/forms/role-choice.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { NumberField } from '#ui/fields/number-field.tsx'
import { Select } from '#ui/fields/select.tsx'
import { Checkbox } from '#ui/fields/switch.tsx'
import { TextField } from '#ui/fields/text-field.tsx'
import { PartHead } from './calendar-fields.tsx'
import { settingsMessages } from '../messages.ts'
import { questionListEdits } from './question-list-edits.ts'

export type EnvironmentGate = EnvironmentRules['gates'][number]

interface GateFieldsProps {
  readonly gate: EnvironmentGate
  /** Storage key for unfinished typing, as for `useTyped`. */
  readonly keptAs: string
  readonly isReadOnly: boolean
  /** Takes a function of the gate's latest state. */
  readonly onChange: (change: (gate: EnvironmentGate) => EnvironmentGate) => void
  readonly onRemove: () => void
}

/** A gate that the environment demands. */
export function GateFields({ gate, keptAs, isReadOnly, onChange, onRemove }: GateFieldsProps) {
  const t = useMessages(settingsMessages)
  const { roles = [], teams = [], people = [] } = gate.approvers
  function list(key: 'roles' | 'teams' | 'people', names: readonly string[]): void {
    onChange((now) => {
      const { [key]: _old, ...others } = now.approvers
      return { ...now, approvers: names.length === 0 ? others : { ...others, [key]: [...names] } }
    })
  }
  function text(key: 'title' | 'instructions' | 'timeout', value: string): void {
    onChange(({ [key]: _old, ...others }) => (value === '' ? others : { ...others, [key]: value }))
  }
  const title = gate.title ?? gate.name
  return (
    <section className="lw-settings-part" aria-label={title}>
      <PartHead title={title} onRemove={onRemove} />
      <div className="lw-settings-line">
        <TextField
          label={t('gateName')}
          isRequired
          mono
          value={gate.name}
          error={idPattern.test(gate.name) && gate.name !== 'calendar' ? undefined : t('gateNameWrong')}
          onChange={(name) => onChange((now) => ({ ...now, name }))}
        />
        <TextField label={t('gateTitle')} value={gate.title ?? ''} onChange={(value) => text('title', value)} />
        <NumberField
          label={t('approvals')}
          minimum={1}
          maximum={20}
          value={gate.requiredApprovals}
          onChange={(count) => onChange((now) => ({ ...now, requiredApprovals: count ?? 1 }))}
        />
      </div>
      <TextField
        label={t('instructions')}
        rows={2}
        value={gate.instructions ?? ''}
        onChange={(value) => text('instructions', value)}
      />
      <RoleChoice label={t('fromRoles')} roles={roles} onChange={(chosen) => list('roles', chosen)} />
      <div className="lw-settings-line">
        <NamesField
          label={t('fromTeams')}
          keptAs={`${keptAs} teams`}
          names={teams}
          onChange={(names) => list('teams', names)}
        />
        <NamesField
          label={t('fromPeople')}
          keptAs={`${keptAs} people`}
          names={people}
          onChange={(names) => list('people', names)}
        />
      </div>
      <p className="lw-muted">{t('listHelp')}</p>
      <div className="lw-settings-checks">
        <Checkbox
          isSelected={gate.requesterMayApprove}
          onChange={(isOn) => onChange((now) => ({ ...now, requesterMayApprove: isOn }))}
        >
          {t('requesterMay')}
        </Checkbox>
        <Checkbox
          isSelected={gate.committersMayApprove}
          onChange={(isOn) => onChange((now) => ({ ...now, committersMayApprove: isOn }))}
        >
          {t('committersMay')}
        </Checkbox>
      </div>
      <div className="lw-settings-line">
        <TextField
          label={t('timeout')}
          help={t('timeoutHelp')}
          value={gate.timeout ?? ''}
          error={gate.timeout === undefined || parseDuration(gate.timeout) !== undefined ? undefined : t('timeoutHelp')}
          onChange={(value) => text('timeout', value)}
        />
        <Select
          label={t('onTimeout')}
          value={gate.onTimeout}
          choices={[
            { id: 'reject', title: t('onTimeoutReject') },
            { id: 'approve', title: t('onTimeoutApprove') },
          ]}
          onChange={(id) => onChange((now) => ({ ...now, onTimeout: id === 'approve' ? 'approve' : 'reject' }))}
        />
      </div>
      <QuestionList
        questions={gate.form ?? []}
        keptAs={`${keptAs} question`}
        edits={
          isReadOnly
            ? undefined
            : questionListEdits((next) =>
                onChange(({ form = [], ...others }) => {
                  const questions = next(form)
                  return questions.length === 0 ? others : { ...others, form: [...questions] }
                }),
              )
        }
      />
    </section>
  )
}
