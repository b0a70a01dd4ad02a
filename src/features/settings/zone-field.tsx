import { timeZoneSchema } from '#domain/gates/rules.ts'
import { ComboField } from '#ui/fields/combo-field.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { settingsMessages } from './messages.ts'

interface ZoneFieldProps {
  readonly value: string
  readonly isRequired?: boolean
  readonly onChange: (zone: string) => void
}

/** A time zone from the browser's list, to which UTC is added where it lacks. */
export function ZoneField({ value, isRequired = false, onChange }: ZoneFieldProps) {
  const t = useMessages(settingsMessages)
  const zones = [...new Set(['UTC', ...Intl.supportedValuesOf('timeZone')])]
  return (
    <ComboField
      label={t('zone')}
      isRequired={isRequired}
      value={value}
      error={timeZoneSchema.safeParse(value).success ? undefined : t('zoneWrong')}
      sections={[{ title: t('zones'), items: zones.map((id) => ({ id })) }]}
      empty={t('noZone')}
      onChange={onChange}
    />
  )
}
