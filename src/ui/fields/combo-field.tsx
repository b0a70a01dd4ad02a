import { Button as AriaButton } from 'react-aria-components/Button'
import { ComboBox } from 'react-aria-components/ComboBox'
import { Header } from 'react-aria-components/Header'
import { Input } from 'react-aria-components/Input'
import { ListBox, ListBoxItem, ListBoxSection } from 'react-aria-components/ListBox'
import { Popover } from 'react-aria-components/Popover'
import { ChevronDown } from 'lucide-react'
import { FieldLabel, FieldNotes, type FieldProps, fieldState } from './field.tsx'
import '../overlays/menu.css'

export interface ComboSection {
  readonly title: string
  readonly items: readonly { readonly id: string; readonly note?: string }[]
}

export interface ComboFieldProps extends FieldProps {
  readonly value: string
  readonly onChange: (value: string) => void
  readonly sections: readonly ComboSection[]
  /** Shown if the list is (still) empty. */
  readonly empty: string
}

const mostListed = 100

/** A text field with a list: typing narrows it, and any other text is allowed too. */
export function ComboField({ value, onChange, sections, empty, ...field }: ComboFieldProps) {
  const all = sections.flatMap(({ items }) => items)
  const isOne = all.some(({ id }) => id === value)
  const typed = value.normalize('NFKC').trim().toLowerCase()
  // Opened with a chosen value, the list shows all choices.
  const narrows = (id: string) => isOne || id.toLowerCase().includes(typed)
  let left = mostListed
  const shown = sections.flatMap(({ title, items }) => {
    const found = items.filter(({ id }) => narrows(id)).slice(0, left)
    left -= found.length
    return found.length === 0 ? [] : [{ title, items: found }]
  })
  return (
    <ComboBox
      {...fieldState(field)}
      className="lw-field"
      inputValue={value}
      onInputChange={onChange}
      onChange={(key) => (key === null ? undefined : onChange(String(key)))}
      allowsCustomValue
      allowsEmptyCollection
      defaultFilter={() => true}
      menuTrigger="input"
    >
      <FieldLabel label={field.label} isRequired={field.isRequired ?? false} />
      <div className="lw-input-group">
        <Input className="lw-input lw-mono" autoComplete="off" spellCheck={false} />
        <AriaButton className="lw-icon-button">
          <ChevronDown size={16} aria-hidden />
        </AriaButton>
      </div>
      <FieldNotes help={field.help} error={field.error} />
      <Popover className="lw-popover" offset={4}>
        <ListBox className="lw-listbox" renderEmptyState={() => <p className="lw-option lw-muted">{empty}</p>}>
          {shown.map(({ title, items }) => (
            <ListBoxSection key={title} id={`section ${title}`}>
              <Header className="lw-menu-header">{title}</Header>
              {items.map(({ id, note }) => (
                <ListBoxItem key={id} id={id} textValue={id} className="lw-option">
                  <span className="lw-mono lw-ellipsis lw-grow">{id}</span>
                  {note === undefined ? null : <span className="lw-muted">{note}</span>}
                </ListBoxItem>
              ))}
            </ListBoxSection>
          ))}
        </ListBox>
      </Popover>
    </ComboBox>
  )
}
