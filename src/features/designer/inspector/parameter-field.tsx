import { useEffect, useId, useRef, useState } from 'react'
import { FieldError } from 'react-aria-components/FieldError'
import { Input } from 'react-aria-components/Input'
import { TextField as AriaTextField } from 'react-aria-components/TextField'
import type { Field } from '#domain/adapters/catalog/description.ts'
import type { Choice } from '#ui/fields/choices.ts'
import { Select } from '#ui/fields/select.tsx'
import { useSuggested } from '#ui/form/use-suggested.tsx'
import { useStable } from '#ui/use-stable.ts'
import { isComposing } from '#ui/commands/use-commands.ts'
import { checkValue } from '#domain/parameters/check-value.ts'
import { faultWords, typeWords } from '#parts/values/type-words.ts'
import { valueMessages } from '#parts/values/value-messages.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { choicesOf } from '#domain/parameters/parameter-field.ts'
import { typedValue } from '#domain/parameters/typed-value.ts'

export interface ParameterFieldProps {
  readonly label: string
  readonly value: string
  readonly field: Field | undefined
  readonly isDisabled: boolean
  /** Texts that are offered where any may be typed. */
  readonly suggestions?: readonly Choice[]
  readonly onCommit: (value: string) => void
  /** The field was left, or Enter pressed: what is typed next is another step. */
  readonly onEnd: () => void
}

/** What was typed is taken after such a pause, in milliseconds: nothing older than a second is ever lost. */
const typingPause = 500

/** One value: a choice where the adapter lists them, else text that is taken after a pause, on Enter or when the field is left. */
export function ParameterField(props: ParameterFieldProps) {
  const { label, value, field, isDisabled, suggestions = [], onCommit, onEnd } = props
  const t = useMessages(valueMessages)
  const [typed, setTyped] = useState(value)
  const isTyped = useRef(false)
  /** What this field has said since somebody came to it: it comes back as the value, while more may have been typed. */
  const said = useRef(new Set<string>())
  useEffect(() => {
    if (said.current.has(value)) return
    said.current.clear()
    isTyped.current = false
    setTyped(value)
  }, [value])
  const isNumber = field?.kind === 'int' || field?.kind === 'number'
  const meant = typedValue(field, typed)
  function say(given: string): void {
    isTyped.current = false
    if (given === value) return
    said.current.add(given)
    onCommit(given)
  }
  function commit(): void {
    if (isTyped.current) say(meant)
  }
  const commitNewest = useStable(commit)
  useEffect(() => {
    const timer = setTimeout(commitNewest, typingPause)
    return () => clearTimeout(timer)
  }, [typed, commitNewest])
  useEffect(() => commitNewest, [commitNewest])
  function end(): void {
    commit()
    setTyped(meant)
    said.current.clear()
    onEnd()
  }
  const suggested = useSuggested({
    id: useId(),
    label,
    suggestions,
    onSettle(chosen) {
      setTyped(chosen)
      say(chosen)
    },
  })
  const choices = choicesOf(field)
  if (choices !== undefined) {
    return (
      <Select
        quiet
        label={label}
        isDisabled={isDisabled}
        value={value === '' ? undefined : value}
        choices={choices.map((choice) => ({ id: choice, title: choice }))}
        onChange={onCommit}
      />
    )
  }
  const offer = suggestions.length === 0 ? undefined : suggested.input()
  // What refers to something else has its value later.
  const fault = typed === '' || typed.includes('$(') ? undefined : checkValue(field, meant)
  return (
    <AriaTextField
      aria-label={label}
      value={typed}
      onChange={(text) => {
        isTyped.current = true
        setTyped(text)
      }}
      onFocus={() => said.current.clear()}
      isDisabled={isDisabled}
      isInvalid={fault !== undefined}
      onBlur={end}
      className="lw-field"
    >
      <Input
        {...offer}
        className="lw-input lw-mono"
        inputMode={isNumber ? 'decimal' : 'text'}
        placeholder={placeholderOf(field) ?? typeWords(t, { isSecret: false, field })}
        onKeyDown={(event) => {
          offer?.onKeyDown(event)
          if (!event.defaultPrevented && event.key === 'Enter' && !isComposing(event.nativeEvent)) end()
        }}
      />
      {fault === undefined ? null : <FieldError className="lw-field-error">{faultWords(t, fault)}</FieldError>}
      {suggested.list}
    </AriaTextField>
  )
}

/** What stands there without being said, or an example. */
function placeholderOf(field: Field | undefined): string | undefined {
  if (field?.default !== undefined) return String(field.default)
  return field?.format === 'duration' ? '30m' : undefined
}
