import { Button as AriaButton } from 'react-aria-components/Button'
import { Group } from 'react-aria-components/Group'
import { Input } from 'react-aria-components/Input'
import { SearchField as AriaSearchField } from 'react-aria-components/SearchField'
import { Search, X } from 'lucide-react'
import { useKeysOf } from '../commands/use-commands.ts'
import { KeyCap } from '../key-cap.tsx'
import { useTypedText } from './typed-text.ts'
import './field.css'

export interface SearchFieldProps {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly autoFocus?: boolean
  /** Id of the command that focuses the field; its shortcut shows while it is empty. */
  readonly command?: string
}

export function SearchField({ label, value, onChange, autoFocus = false, command }: SearchFieldProps) {
  const [typed, type] = useTypedText(value, onChange)
  const keys = useKeysOf(command)
  const hint = keys === undefined ? null : <KeyCap keys={keys} />
  return (
    <AriaSearchField className="lw-field" aria-label={label} value={typed} onChange={type} autoFocus={autoFocus}>
      <Group className="lw-input-group">
        <span className="lw-input-lead">
          <Search size={16} aria-hidden />
        </span>
        <Input className="lw-input" placeholder={label} />
        {typed === '' ? (
          hint
        ) : (
          <AriaButton className="lw-icon-button">
            <X size={14} aria-hidden />
          </AriaButton>
        )}
      </Group>
    </AriaSearchField>
  )
}
