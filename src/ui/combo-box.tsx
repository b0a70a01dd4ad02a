import { Button as AriaButton } from 'react-aria-components/Button'
import { ComboBox as AriaComboBox } from 'react-aria-components/ComboBox'
import { Group } from 'react-aria-components/Group'
import { Input } from 'react-aria-components/Input'
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox'
import { Popover } from 'react-aria-components/Popover'
import { ChevronDown } from 'lucide-react'
import { FieldLabel, FieldNotes, type FieldProps, fieldState } from './field.tsx'
import type { Choice } from './select.tsx'
import './menu.css'

export interface ComboBoxProps extends FieldProps {
  readonly choices: readonly Choice[]
  readonly value: string
  /** Called with what was chosen or typed. */
  readonly onChange: (text: string) => void
  readonly placeholder?: string
  readonly mono?: boolean
}

/** A text field that offers known values and takes others. */
export function ComboBox({ choices, value, onChange, placeholder, mono = false, ...field }: ComboBoxProps) {
  return (
    <AriaComboBox
      {...fieldState(field)}
      className="lw-field"
      allowsCustomValue
      inputValue={value}
      onInputChange={onChange}
      menuTrigger="focus"
    >
      <FieldLabel label={field.label} isRequired={field.isRequired ?? false} />
      <Group className="lw-input-group">
        <Input
          className={mono ? 'lw-input lw-mono' : 'lw-input'}
          {...(placeholder === undefined ? {} : { placeholder })}
        />
        <AriaButton className="lw-icon-button">
          <ChevronDown size={16} aria-hidden />
        </AriaButton>
      </Group>
      <FieldNotes help={field.help} error={field.error} />
      <Popover className="lw-popover" offset={4}>
        <ListBox className="lw-listbox">
          {choices.map((choice) => (
            <ListBoxItem key={choice.id} id={choice.id} textValue={choice.title} className="lw-option">
              {choice.icon}
              {choice.title}
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </AriaComboBox>
  )
}
