import { nextFiring, parseCron } from '#domain/triggers/cron.ts'
import { timeZoneSchema } from '#domain/gates/rules.ts'
import type { Repository } from '#domain/project.ts'
import { useNow } from '#ui/clock.ts'
import { CopyButton } from '#ui/copy-button.tsx'
import { useFormat } from '#ui/i18n/format.ts'
import { useSpoken } from '#parts/use-spoken.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { Select } from '#ui/fields/select.tsx'
import { Checkbox } from '#ui/fields/switch.tsx'
import { TextField } from '#ui/fields/text-field.tsx'
import { settingsMessages } from '../messages.ts'
import { splitNames } from '#domain/split-names.ts'
import { ZoneField } from '../zone-field.tsx'
import type { TriggerDraft } from './trigger-form.ts'
import { triggerMessages } from './trigger-messages.ts'

interface CauseProps {
  readonly draft: TriggerDraft
  readonly onChange: (part: Partial<TriggerDraft>) => void
}

interface PushProps extends CauseProps {
  readonly isChecked: boolean
  readonly repositories: readonly Repository[]
  readonly secrets: readonly { readonly environment: string; readonly key: string }[]
  /** Where an external repository has to send its push events, once known. */
  readonly address: string | undefined
}

/** Which pushes start a run. An external repository needs the secret that signs its events. */
export function PushFields({ draft, isChecked, repositories, secrets, address, onChange }: PushProps) {
  const t = useMessages(triggerMessages)
  const words = useMessages(settingsMessages)
  const chosen = repositories.find(({ name }) => name === draft.repository)
  const isElsewhere = chosen !== undefined && chosen.kind !== 'hosted'
  return (
    <>
      <Select
        label={t('repository')}
        isRequired
        value={draft.repository}
        choices={repositories.map(({ name }) => ({ id: name, title: name }))}
        error={isChecked && chosen === undefined ? words('missing') : undefined}
        onChange={(repository) => onChange({ repository, secret: '' })}
      />
      <TextField
        label={t('branches')}
        help={t('branchesHelp')}
        mono
        value={draft.branches}
        error={isChecked && splitNames(`${draft.branches},${draft.tags}`).length === 0 ? t('branchOrTag') : undefined}
        onChange={(branches) => onChange({ branches })}
      />
      <TextField
        label={t('tags')}
        help={t('tagsHelp')}
        mono
        value={draft.tags}
        onChange={(tags) => onChange({ tags })}
      />
      <TextField
        label={t('paths')}
        help={t('pathsHelp')}
        mono
        value={draft.paths}
        onChange={(paths) => onChange({ paths })}
      />
      {isElsewhere ? (
        <>
          <Select
            label={t('secret')}
            help={t('secretHelp')}
            isRequired
            placeholder={t('noSecret')}
            value={draft.secret === '' ? undefined : draft.secret}
            choices={secrets.map(({ environment, key }) => ({
              id: `${environment}/${key}`,
              title: `${environment}/${key}`,
            }))}
            onChange={(secret) => onChange({ secret })}
          />
          <Checkbox isSelected={draft.isTrusted} onChange={(isTrusted) => onChange({ isTrusted })}>
            {t('trusted')}
          </Checkbox>
          {address === undefined ? null : (
            <p className="lw-row">
              <code className="lw-ellipsis">{address}</code>
              <CopyButton text={address} label={t('address')} />
            </p>
          )}
        </>
      ) : null}
    </>
  )
}

interface RunProps extends CauseProps {
  readonly isChecked: boolean
  readonly lines: readonly string[]
  /** The lines that would start each other endlessly. */
  readonly circle: readonly string[] | undefined
}

/** The line whose successful runs start this one. Warns before saving if lines would go in a circle. */
export function RunFields({ draft, isChecked, lines, circle, onChange }: RunProps) {
  const t = useMessages(triggerMessages)
  const words = useMessages(settingsMessages)
  const missing = isChecked && draft.after === '' ? words('missing') : undefined
  return (
    <Select
      label={t('after')}
      help={t('afterHelp')}
      isRequired
      placeholder={t('noAfter')}
      value={draft.after === '' ? undefined : draft.after}
      choices={lines.map((name) => ({ id: name, title: name }))}
      error={circle === undefined ? missing : t('circle', { lines: circle.join(' → ') })}
      onChange={(after) => onChange({ after })}
    />
  )
}

/** A schedule, with its next time, which reveals mistakes at once. */
export function ScheduleFields({ draft, onChange }: CauseProps) {
  const t = useMessages(triggerMessages)
  const format = useFormat()
  const now = useNow()
  const spoken = useSpoken()
  const cron = parseCron(draft.cron)
  const isZone = timeZoneSchema.safeParse(draft.timeZone).success
  const next = cron.ok && isZone ? nextFiring(cron.value, now, draft.timeZone) : undefined
  const neverDue = cron.ok && isZone && next === undefined ? t('neverDue') : undefined
  return (
    <>
      <TextField
        label={t('cron')}
        help={t('cronHelp')}
        isRequired
        mono
        value={draft.cron}
        error={cron.ok ? neverDue : spoken(cron.error).message}
        onChange={(text) => onChange({ cron: text })}
      />
      <ZoneField isRequired value={draft.timeZone} onChange={(timeZone) => onChange({ timeZone })} />
      {next === undefined ? null : (
        <p role="status">{t('nextAt', { when: format.planned(new Date(next).toISOString()) })}</p>
      )}
    </>
  )
}
