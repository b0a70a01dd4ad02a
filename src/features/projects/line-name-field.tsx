import { useMessages } from '#ui/i18n/use-messages.tsx'
import { TextField } from '#ui/fields/text-field.tsx'
import { lineMessages } from './line-messages.ts'
import { projectMessages } from './messages.ts'

export interface LineNameFieldProps {
  readonly typed: string
  readonly onType: (typed: string) => void
  /** The name derived from the typed text. */
  readonly name: string | undefined
  readonly isTaken: boolean
  /** Why the platform refused the name. */
  readonly refused?: string | undefined
  /** Whether to complain about a missing name: somebody has tried to continue. */
  readonly isMissing?: boolean
  readonly autoFocus?: boolean
}

/** Asks for a line's name, and shows the derived one if it differs from the text. */
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
