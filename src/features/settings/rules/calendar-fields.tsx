import { Trash2 } from 'lucide-react'
import { closedAt } from '#domain/gates/calendar.ts'
import {
  type EnvironmentRules,
  environmentRulesSchema,
  type Freeze,
  type ReleaseWindow,
  weekdays,
} from '#domain/gates/rules.ts'
import { IconButton } from '#ui/button.tsx'
import { useNow } from '#ui/clock.ts'
import { useFormat } from '#ui/i18n/format.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { Checkboxes } from '#ui/fields/checkboxes.tsx'
import { TextField } from '#ui/fields/text-field.tsx'
import { settingsMessages } from '../messages.ts'
import { ZoneField } from '../zone-field.tsx'

interface WindowFieldsProps {
  readonly number: number
  readonly window: ReleaseWindow
  readonly onChange: (window: ReleaseWindow) => void
  readonly onRemove: () => void
}

/** A weekly window in which releases are allowed. */
export function WindowFields({ number, window, onChange, onRemove }: WindowFieldsProps) {
  const t = useMessages(settingsMessages)
  return (
    <section className="lw-settings-part" aria-label={t('windowNumber', { number })}>
      <PartHead title={t('windowNumber', { number })} onRemove={onRemove} />
      <Checkboxes
        label={t('daysOfWeek')}
        choices={weekdays.map((day) => ({ id: day, title: t(day) }))}
        chosen={window.days}
        onChange={(days) => onChange({ ...window, days })}
      />
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
  /** Whether missing fields are marked, which they are after a first attempt to save. */
  readonly isChecked: boolean
  readonly onChange: (freeze: Freeze) => void
  readonly onRemove: () => void
}

/** A period without releases. */
export function FreezeFields({ number, freeze, isChecked, onChange, onRemove }: FreezeFieldsProps) {
  const t = useMessages(settingsMessages)
  return (
    <section className="lw-settings-part" aria-label={t('freezeNumber', { number })}>
      <PartHead title={t('freezeNumber', { number })} onRemove={onRemove} />
      <div className="lw-settings-line">
        <TextField
          label={t('freezeTitle')}
          isRequired
          value={freeze.title}
          error={isChecked && freeze.title === '' ? t('missing') : undefined}
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

/** What the calendar means right now, so that a mistake shows before it holds somebody up. */
export function CalendarNow({ rules }: { readonly rules: EnvironmentRules }) {
  const t = useMessages(settingsMessages)
  const format = useFormat()
  const now = useNow()
  if (rules.windows.length + rules.freezes.length === 0 || !environmentRulesSchema.safeParse(rules).success) return null
  const closed = closedAt(rules, now)
  const until = closed?.until === undefined ? undefined : format.planned(new Date(closed.until).toISOString())
  return (
    <p role="status">
      {closed === undefined
        ? t('calendarOpen')
        : until === undefined
          ? t('calendarNever')
          : t('calendarClosed', { when: until })}
    </p>
  )
}

/** The heading of a part of the form, with a button to remove it. */
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
