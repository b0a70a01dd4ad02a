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

/** Hues of lanes and chips, each at least 30 degrees away from those of states. */
export type EnvironmentHue = 'build' | 'staging' | 'third' | 'fourth' | 'production'

/** An environment's name in its colour. */
export function EnvironmentChip({ name, hue }: { readonly name: string; readonly hue: EnvironmentHue }) {
  return (
    <span className="lw-chip" data-hue={hue} title={name}>
      <span className="lw-chip-dot" aria-hidden />
      <span className="lw-ellipsis">{name}</span>
    </span>
  )
}

/** A person's initials. */
export function Avatar({ name, size = 28 }: { readonly name: string; readonly size?: number }) {
  return (
    <span className="lw-avatar" style={{ width: size, height: size }} aria-hidden>
      {initialsOf(name)}
    </span>
  )
}

/** The first letters of the first and second words, or the first two letters of a single word. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/)
  const letters =
    words.length > 1 ? words.slice(0, 2).map((word) => [...word][0] ?? '') : [...(words[0] ?? '')].slice(0, 2)
  return letters.join('').toUpperCase()
}
