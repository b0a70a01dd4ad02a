import type { ReactNode } from 'react'
import { Button as AriaButton } from 'react-aria-components/Button'
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox'
import { Popover } from 'react-aria-components/Popover'
import { Select as AriaSelect, SelectValue } from 'react-aria-components/Select'
import { ChevronDown } from 'lucide-react'
import { FieldLabel, FieldNotes, type FieldProps, fieldState } from './field.tsx'
import '../overlays/menu.css'

export interface Choice {
  readonly id: string
  readonly title: string
  readonly icon?: ReactNode
}

export interface SelectProps extends FieldProps {
  readonly choices: readonly Choice[]
  readonly value: string | undefined
  readonly onChange: (id: string) => void
  readonly placeholder?: string
  /** Hides the label from sight, not from screen readers. */
  readonly quiet?: boolean
}

export function Select({ choices, value, onChange, placeholder, quiet = false, ...field }: SelectProps) {
  return (
    <AriaSelect
      {...fieldState(field)}
      className="lw-field"
      value={value ?? null}
      onChange={(key) => (key === null ? undefined : onChange(String(key)))}
      {...(placeholder === undefined ? {} : { placeholder })}
      {...(quiet ? { 'aria-label': field.label } : {})}
    >
      {quiet ? null : <FieldLabel label={field.label} isRequired={field.isRequired ?? false} />}
      <AriaButton className="lw-select-button">
        <SelectValue className="lw-select-value" />
        <ChevronDown size={16} aria-hidden />
      </AriaButton>
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
    </AriaSelect>
  )
}
