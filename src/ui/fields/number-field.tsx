import type { CompositionEvent } from 'react'
import { Button as AriaButton } from 'react-aria-components/Button'
import { Group } from 'react-aria-components/Group'
import { Input } from 'react-aria-components/Input'
import { NumberField as AriaNumberField } from 'react-aria-components/NumberField'
import { Minus, Plus } from 'lucide-react'
import { FieldLabel, FieldNotes, type FieldProps, fieldState } from './field.tsx'

export interface NumberFieldProps extends FieldProps {
  readonly value: number | undefined
  readonly onChange: (value: number | undefined) => void
  readonly minimum?: number
  readonly maximum?: number
}

export function NumberField({ value, onChange, minimum, maximum, ...field }: NumberFieldProps) {
  return (
    <AriaNumberField
      {...fieldState(field)}
      className="lw-field"
      value={value ?? Number.NaN}
      onChange={(next) => onChange(Number.isNaN(next) ? undefined : next)}
      {...(minimum === undefined ? {} : { minValue: minimum })}
      {...(maximum === undefined ? {} : { maxValue: maximum })}
    >
      <FieldLabel label={field.label} isRequired={field.isRequired ?? false} />
      <Group className="lw-input-group">
        <Input className="lw-input lw-num" onCompositionEndCapture={narrow} />
        <AriaButton slot="decrement" className="lw-icon-button">
          <Minus size={14} aria-hidden />
        </AriaButton>
        <AriaButton slot="increment" className="lw-icon-button">
          <Plus size={14} aria-hidden />
        </AriaButton>
      </Group>
      <FieldNotes help={field.help} error={field.error} />
    </AriaNumberField>
  )
}

/** Input methods produce full-width digits, which the field would discard. */
function narrow({ currentTarget }: CompositionEvent<HTMLInputElement>): void {
  const meant = currentTarget.value.normalize('NFKC')
  if (meant === currentTarget.value) return
  // Not through `value`: React would think that it knows the text already.
  currentTarget.setRangeText(meant, 0, currentTarget.value.length, 'end')
  currentTarget.dispatchEvent(new InputEvent('input', { bubbles: true }))
}
