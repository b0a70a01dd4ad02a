import type { ReactNode } from 'react'
import { Header } from 'react-aria-components/Header'
import {
  Menu as AriaMenu,
  MenuItem as AriaMenuItem,
  MenuSection as AriaMenuSection,
  MenuTrigger,
} from 'react-aria-components/Menu'
import { Popover } from 'react-aria-components/Popover'
import { Check } from 'lucide-react'
import { KeyCap } from '../key-cap.tsx'
import './menu.css'

export interface MenuProps {
  /** A Button or IconButton. */
  readonly trigger: ReactNode
  readonly label: string
  readonly onAction: (id: string) => void
  /** MenuItem and MenuSection elements. */
  readonly children: ReactNode
  readonly placement?: 'bottom start' | 'bottom end' | 'right top'
  readonly onOpenChange?: (isOpen: boolean) => void
}

export function Menu({ trigger, label, onAction, children, placement = 'bottom start', onOpenChange }: MenuProps) {
  return (
    <MenuTrigger {...(onOpenChange === undefined ? {} : { onOpenChange })}>
      {trigger}
      <Popover className="lw-popover" placement={placement} offset={4}>
        <AriaMenu className="lw-menu" aria-label={label} onAction={(key) => onAction(String(key))}>
          {children}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  )
}

export interface MenuItemProps {
  readonly id: string
  readonly icon?: ReactNode
  readonly description?: string
  readonly keys?: string
  readonly checked?: boolean
  readonly danger?: boolean
  readonly isDisabled?: boolean
  readonly textValue: string
  readonly children?: ReactNode
}

export function MenuItem({
  id,
  icon,
  description,
  keys,
  checked = false,
  danger = false,
  isDisabled = false,
  textValue,
  children,
}: MenuItemProps) {
  return (
    <AriaMenuItem
      id={id}
      textValue={textValue}
      isDisabled={isDisabled}
      className="lw-menu-item"
      data-danger={danger || undefined}
    >
      {icon === undefined ? null : <span className="lw-menu-icon">{icon}</span>}
      <span className="lw-menu-words">
        <span className="lw-ellipsis">{children ?? textValue}</span>
        {description === undefined ? null : <span className="lw-menu-description">{description}</span>}
      </span>
      {keys === undefined ? null : <KeyCap keys={keys} />}
      {checked ? <Check size={16} aria-hidden /> : null}
    </AriaMenuItem>
  )
}

export function MenuSection({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <AriaMenuSection className="lw-menu-section">
      <Header className="lw-menu-header">{title}</Header>
      {children}
    </AriaMenuSection>
  )
}
