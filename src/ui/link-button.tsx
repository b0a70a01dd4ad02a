import type { ReactNode } from 'react'
import { Link } from 'react-router'
import type { ButtonKind } from './button.tsx'
import './button.css'

export interface LinkButtonProps {
  readonly to: string
  readonly kind?: ButtonKind
  readonly icon?: ReactNode
  readonly children: ReactNode
}

/** A link that looks like a button: for going somewhere, never for doing something. */
export function LinkButton({ to, kind = 'plain', icon, children }: LinkButtonProps) {
  return (
    <Link to={to} className="lw-button" data-kind={kind} data-size="normal">
      {icon}
      <span className="lw-ellipsis">{children}</span>
    </Link>
  )
}
