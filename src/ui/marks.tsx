import type { ReactNode } from 'react'
import './marks.css'

export interface BadgeProps {
  readonly tone?: 'neutral' | 'amber' | 'red' | 'accent'
  readonly children: ReactNode
}

/** A count beside a title. */
export function Badge({ tone = 'neutral', children }: BadgeProps) {
  return (
    <span className="lw-badge lw-num" data-tone={tone}>
      {children}
    </span>
  )
}

/** Hues of lanes and chips, each at least 30 degrees from those of the states. */
export type EnvironmentHue = 'build' | 'staging' | 'third' | 'fourth' | 'production'

/** The name of an environment in its colour. */
export function EnvironmentChip({ name, hue }: { readonly name: string; readonly hue: EnvironmentHue }) {
  return (
    <span className="lw-chip" data-hue={hue} title={name}>
      <span className="lw-chip-dot" aria-hidden />
      <span className="lw-ellipsis">{name}</span>
    </span>
  )
}

/** Initials of a person. */
export function Avatar({ name, size = 28 }: { readonly name: string; readonly size?: number }) {
  return (
    <span className="lw-avatar" style={{ width: size, height: size }} aria-hidden>
      {initialsOf(name)}
    </span>
  )
}

/** Two letters: of two words the first of each, of one word the first two. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/)
  const letters =
    words.length > 1 ? words.slice(0, 2).map((word) => [...word][0] ?? '') : [...(words[0] ?? '')].slice(0, 2)
  return letters.join('').toUpperCase()
}
