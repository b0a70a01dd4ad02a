import type { ReactNode } from 'react'
import { Link } from 'react-router'
import type { ButtonKind } from './button.tsx'
import './button.css'

export interface LinkButtonProps {
  readonly to: string
  readonly kind?: ButtonKind
  readonly size?: 'normal' | 'large'
  readonly wide?: boolean
  readonly icon?: ReactNode
  readonly children: ReactNode
}

/** A link that looks like a button, for going somewhere, never for doing something. */
export function LinkButton({ to, kind = 'plain', size = 'normal', wide = false, icon, children }: LinkButtonProps) {
  return (
    <Link to={to} className="lw-button" data-kind={kind} data-size={size} data-wide={wide || undefined}>
      {icon}
      <span className="lw-ellipsis">{children}</span>
    </Link>
  )
}
