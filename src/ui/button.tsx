import type { ReactNode } from 'react'
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components/Button'
import { useKeysOf } from './commands/use-commands.ts'
import { Tooltip } from './overlays/tooltip.tsx'
import './button.css'

/** `primary` is filled; at most one per view. */
export type ButtonKind = 'primary' | 'plain' | 'quiet' | 'danger'

export interface ButtonProps extends Pick<
  AriaButtonProps,
  'onPress' | 'isDisabled' | 'type' | 'autoFocus' | 'slot' | 'isPending' | 'form'
> {
  readonly kind?: ButtonKind
  readonly size?: 'normal' | 'large'
  readonly icon?: ReactNode
  readonly wide?: boolean
  readonly children: ReactNode
  /** Why the button is disabled. It stays focusable and says the reason. */
  readonly reason?: string | undefined
  readonly 'aria-label'?: string
}

export function Button({
  kind = 'plain',
  size = 'normal',
  icon,
  wide = false,
  children,
  reason,
  ...props
}: ButtonProps) {
  return (
    <Tooltip text={reason} isAnswer>
      <AriaButton
        {...props}
        {...(reason === undefined ? {} : { 'aria-disabled': true, onPress: ignorePress, type: 'button' as const })}
        className="lw-button"
        data-kind={kind}
        data-size={size}
        data-wide={wide || undefined}
        data-off={reason === undefined ? undefined : true}
      >
        {icon}
        <span className="lw-ellipsis">{children}</span>
      </AriaButton>
    </Tooltip>
  )
}

export interface IconButtonProps extends Pick<
  AriaButtonProps,
  'onPress' | 'isDisabled' | 'slot' | 'aria-pressed' | 'aria-expanded' | 'autoFocus'
> {
  readonly label: string
  readonly keys?: string
  /** Id of the command that does the same, whose shortcut is shown. */
  readonly command?: string
  readonly reason?: string | undefined
  readonly children: ReactNode
}

/** An icon button; its label is its accessible name and its tooltip. */
export function IconButton({ label, keys: given, command, reason, children, ...props }: IconButtonProps) {
  const own = useKeysOf(command)
  const keys = given ?? own
  return (
    <Tooltip text={reason ?? label} isAnswer={reason !== undefined} {...(keys === undefined ? {} : { keys })}>
      <AriaButton
        {...props}
        {...(reason === undefined ? {} : { 'aria-disabled': true, onPress: ignorePress })}
        aria-label={label}
        className="lw-icon-button"
        data-off={reason === undefined ? undefined : true}
      >
        {children}
      </AriaButton>
    </Tooltip>
  )
}

function ignorePress(): void {
  // A disabled press does nothing: the tooltip gives the reason.
}
