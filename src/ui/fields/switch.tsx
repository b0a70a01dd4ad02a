import type { ReactNode } from 'react'
import { Checkbox as AriaCheckbox } from 'react-aria-components/Checkbox'
import { Switch as AriaSwitch } from 'react-aria-components/Switch'
import { Check } from 'lucide-react'
import './switch.css'

export interface ToggleProps {
  readonly isSelected: boolean
  readonly onChange: (isSelected: boolean) => void
  readonly isDisabled?: boolean
  readonly isInvalid?: boolean
  readonly children: ReactNode
}

export function Switch({ children, ...props }: ToggleProps) {
  return (
    <AriaSwitch {...props} className="lw-switch">
      <span className="lw-switch-track" aria-hidden>
        <span className="lw-switch-thumb" />
      </span>
      {children}
    </AriaSwitch>
  )
}

export function Checkbox({ children, ...props }: ToggleProps) {
  return (
    <AriaCheckbox {...props} className="lw-checkbox">
      <span className="lw-checkbox-box" aria-hidden>
        {props.isSelected ? <Check size={12} strokeWidth={3} /> : null}
      </span>
      {children}
    </AriaCheckbox>
  )
}
