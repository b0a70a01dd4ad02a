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
  /** Offered as completions; any other text may be typed. */
  readonly suggestions?: readonly Choice[]
  readonly onCommit: (value: string) => void
  /** Called on blur or Enter: what is typed next is another undo step. */
  readonly onEnd: () => void
}

/** Milliseconds. Saves what was typed after such a pause, so that a crash loses at most that. */
const typingPause = 500

/** One value: a select if the adapter lists choices, else a text saved after a pause, on Enter or on blur. */
export function ParameterField(props: ParameterFieldProps) {
  const { label, value, field, isDisabled, suggestions = [], onCommit, onEnd } = props
  const t = useMessages(valueMessages)
  const [typed, setTyped] = useState(value)
  const isTyped = useRef(false)
  /**
   * Values that this field has sent since it was focused. When one returns as a prop, it must not overwrite what was
   * typed since.
   */
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
  // Expressions are only known at run time, so they cannot be checked here.
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

/** The default that applies if nothing is set, or an example. */
function placeholderOf(field: Field | undefined): string | undefined {
  if (field?.default !== undefined) return String(field.default)
  return field?.format === 'duration' ? '30m' : undefined
}
