import { useState } from 'react'
import { z } from 'zod'
import { deriveId, idPattern, normalise } from '#domain/ids.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { TextField } from '#ui/fields/text-field.tsx'
import { parametersMessages } from '../messages.ts'

export const namesSchema = z.object({
  displayName: z.string(),
  /** As typed; empty while it is derived from the display name. */
  name: z.string(),
  description: z.string(),
})
export type Names = Readonly<z.output<typeof namesSchema>>

/** The name of a resource: as typed, else derived from its display name if possible. */
export function nameOf({ displayName, name }: Pick<Names, 'displayName' | 'name'>): string {
  return name === '' ? (deriveId(displayName) ?? '') : normalise(name)
}

/** Whether a name is well formed and free. */
export function isGoodName(name: string, taken: readonly string[]): boolean {
  return idPattern.test(name) && !taken.includes(name)
}

interface NameFieldsProps {
  readonly names: Names
  readonly onChange: (names: Names) => void
  readonly taken: readonly string[]
  /** An existing resource keeps its name, since others refer to it. */
  readonly isKnown: boolean
  readonly withDescription?: boolean
  /** Whether the focus starts here. */
  readonly isFirst?: boolean
}

export function NameFields({
  names,
  onChange,
  taken,
  isKnown,
  withDescription = true,
  isFirst = true,
}: NameFieldsProps) {
  const t = useMessages(parametersMessages)
  const [isTouched, setTouched] = useState(false)
  const name = nameOf(names)
  // No name can be derived from a display name in another script. Ask for one, but not with an error before it was
  // touched.
  const isNeeded = names.displayName !== '' && deriveId(names.displayName) === undefined
  const fault =
    name === ''
      ? isNeeded && isTouched
        ? t('nameNeeded')
        : undefined
      : taken.includes(name)
        ? t('nameTaken')
        : idPattern.test(name)
          ? undefined
          : t('nameForm')
  return (
    <>
      <div className="lw-values-pairs">
        <TextField
          label={t('displayName')}
          value={names.displayName}
          onChange={(displayName) => onChange({ ...names, displayName })}
          isRequired
          autoFocus={isFirst}
        />
        <TextField
          label={t('name')}
          help={isKnown ? t('nameStays') : t('nameHelp')}
          value={isKnown || names.name !== '' ? names.name : name}
          onChange={(typed) => onChange({ ...names, name: typed })}
          onBlur={() => setTouched(true)}
          isRequired={isNeeded}
          error={isKnown ? undefined : fault}
          isDisabled={isKnown}
          mono
        />
      </div>
      {withDescription ? (
        <TextField
          label={t('description')}
          value={names.description}
          onChange={(description) => onChange({ ...names, description })}
        />
      ) : null}
    </>
  )
}
