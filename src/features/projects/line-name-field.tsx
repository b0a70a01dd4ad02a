import { useMessages } from '#ui/i18n/use-messages.tsx'
import { TextField } from '#ui/fields/text-field.tsx'
import { lineMessages } from './line-messages.ts'
import { projectMessages } from './messages.ts'

export interface LineNameFieldProps {
  readonly typed: string
  readonly onType: (typed: string) => void
  /** The name that what was typed comes to. */
  readonly name: string | undefined
  readonly isTaken: boolean
  /** What the platform said against it. */
  readonly refused?: string | undefined
  /** Somebody wants to go on, and there is no name. */
  readonly isMissing?: boolean
  readonly autoFocus?: boolean
}

/** Asks for the name of a line, and says what it will be where that is not what was typed. */
export function LineNameField({
  typed,
  onType,
  name,
  isTaken,
  refused,
  isMissing = false,
  autoFocus = false,
}: LineNameFieldProps) {
  const t = useMessages({ ...projectMessages, ...lineMessages })
  return (
    <TextField
      label={t('name')}
      value={typed}
      onChange={onType}
      help={name === undefined || name === typed ? t('nameHelp') : name}
      error={isTaken ? t('nameTaken') : isMissing ? t('lineNameNeeded') : refused}
      isRequired
      autoFocus={autoFocus}
      mono
    />
  )
}
