import type { ReactNode } from 'react'
import './status-bar.css'

/** The bar at the foot: activity at the left, position at the right. */
export function StatusBar({
  label,
  left,
  right,
}: {
  readonly label: string
  readonly left: ReactNode
  readonly right: ReactNode
}) {
  return (
    <footer className="lw-statusbar" aria-label={label}>
      <div className="lw-statusbar-side">{left}</div>
      <div className="lw-statusbar-side">{right}</div>
    </footer>
  )
}
