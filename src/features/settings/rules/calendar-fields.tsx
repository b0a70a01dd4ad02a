import { Trash2 } from 'lucide-react'
import { type Freeze, type ReleaseWindow, timeZoneSchema, weekdays } from '#domain/gates/rules.ts'
import { IconButton } from '#ui/button.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { Checkbox } from '#ui/switch.tsx'
import { TextField } from '#ui/text-field.tsx'
import { settingsMessages } from '../messages.ts'

interface WindowFieldsProps {
  readonly number: number
  readonly window: ReleaseWindow
  readonly onChange: (window: ReleaseWindow) => void
  readonly onRemove: () => void
}

/** Hours of the week in which releases are welcome. */
export function WindowFields({ number, window, onChange, onRemove }: WindowFieldsProps) {
  const t = useMessages(settingsMessages)
  return (
    <section className="lw-settings-part" aria-label={t('windowNumber', { number })}>
      <PartHead title={t('windowNumber', { number })} onRemove={onRemove} />
      <fieldset className="lw-settings-checks">
        <legend>{t('daysOfWeek')}</legend>
        {weekdays.map((day) => (
          <Checkbox
            key={day}
            isSelected={window.days.includes(day)}
            onChange={(isOn) =>
              onChange({ ...window, days: weekdays.filter((one) => (one === day ? isOn : window.days.includes(one))) })
            }
          >
            {t(day)}
          </Checkbox>
        ))}
      </fieldset>
      {window.days.length === 0 ? (
        <p role="alert" tabIndex={-1}>
          {t('daysMissing')}
        </p>
      ) : null}
      <div className="lw-settings-line">
        <TextField
          label={t('from')}
          type="time"
          value={window.from}
          onChange={(from) => onChange({ ...window, from })}
        />
        <TextField
          label={t('until')}
          type="time"
          value={window.until}
          onChange={(until) => onChange({ ...window, until })}
        />
        <ZoneField value={window.timeZone} onChange={(timeZone) => onChange({ ...window, timeZone })} />
      </div>
    </section>
  )
}

interface FreezeFieldsProps {
  readonly number: number
  readonly freeze: Freeze
  readonly onChange: (freeze: Freeze) => void
  readonly onRemove: () => void
}

/** A time in which nothing is released. */
export function FreezeFields({ number, freeze, onChange, onRemove }: FreezeFieldsProps) {
  const t = useMessages(settingsMessages)
  return (
    <section className="lw-settings-part" aria-label={t('freezeNumber', { number })}>
      <PartHead title={t('freezeNumber', { number })} onRemove={onRemove} />
      <div className="lw-settings-line">
        <TextField
          label={t('freezeTitle')}
          isRequired
          value={freeze.title}
          error={freeze.title === '' ? t('missing') : undefined}
          onChange={(title) => onChange({ ...freeze, title })}
        />
        <TextField
          label={t('from')}
          type="datetime-local"
          value={freeze.from}
          onChange={(from) => onChange({ ...freeze, from })}
        />
        <TextField
          label={t('until')}
          type="datetime-local"
          value={freeze.until}
          error={freeze.until > freeze.from ? undefined : t('untilWrong')}
          onChange={(until) => onChange({ ...freeze, until })}
        />
        <ZoneField value={freeze.timeZone} onChange={(timeZone) => onChange({ ...freeze, timeZone })} />
      </div>
    </section>
  )
}

function ZoneField({ value, onChange }: { readonly value: string; readonly onChange: (zone: string) => void }) {
  const t = useMessages(settingsMessages)
  const parsed = timeZoneSchema.safeParse(value)
  return (
    <TextField
      label={t('zone')}
      value={value}
      error={parsed.success ? undefined : t('zoneWrong')}
      onChange={onChange}
    />
  )
}

/** Title of a part of a form, with the button that takes it away. */
export function PartHead({ title, onRemove }: { readonly title: string; readonly onRemove: () => void }) {
  const t = useMessages(settingsMessages)
  return (
    <header>
      {title}
      <IconButton label={t('removeNamed', { name: title })} onPress={onRemove}>
        <Trash2 size={16} aria-hidden />
      </IconButton>
    </header>
  )
}
