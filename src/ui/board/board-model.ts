import type { ReactNode } from 'react'
import type { EnvironmentHue } from '../marks.tsx'
import type { State } from '../state-mark.tsx'

/** A point on the board in CSS pixels at zoom 1. */
export interface Point {
  readonly x: number
  readonly y: number
}

export interface Box extends Point {
  readonly width: number
  readonly height: number
}

/** A column of the board: the name stands at its top left, one fact at its top right. */
export interface BoardLane extends Box {
  readonly id: string
  readonly title: string
  readonly fact: string
  readonly hue: EnvironmentHue
}

/** A socket in the tray under a card; `drop` says whether the link being pulled may be dropped here. */
export interface BoardPort {
  readonly id: string
  readonly name: string
  readonly linked: boolean
  /** A value is wanted here before anything can run. */
  readonly wanted?: boolean
  readonly drop?: 'yes' | 'no'
  /** Why the link cannot be dropped here. */
  readonly reason?: string
}

export interface BoardBadge {
  readonly kind: 'problem' | 'fill'
  readonly count: number
  readonly label: string
}

/** A card: name and state in the first row, what it belongs to and a time in the second. */
export interface BoardCard extends Box {
  readonly id: string
  readonly title: string
  /** The whole name, where the shown one leaves out what the lane says. */
  readonly fullTitle: string
  readonly subtitle: string
  /** Whether the subtitle names what is delivered: it has a box before it. */
  readonly isBoxed?: boolean
  readonly trailing?: ReactNode
  readonly icon: ReactNode
  /** Absent on a board that shows no run. */
  readonly state?: State
  /** Left out of runs: struck through, still wired. */
  readonly disabled?: boolean
  /** Stands for so many stages. */
  readonly count?: number
  /** Whether the order link being pulled may be dropped on the card. */
  readonly drop?: 'yes' | 'no'
  /** How it differs from what it is compared with. */
  readonly change?: 'added' | 'removed' | 'changed' | 'moved' | 'renamed'
  readonly badges: readonly BoardBadge[]
  readonly inputs: readonly BoardPort[]
  readonly outputs: readonly BoardPort[]
  /** One sentence for screen readers. */
  readonly sentence: string
}

/** A gate on the border of two lanes, with its count inside and a title beside it. */
export interface BoardGate extends Box {
  readonly id: string
  readonly count: string
  readonly title: string
  readonly reason: string
  readonly tone: 'neutral' | 'waiting' | 'passed' | 'rejected'
  readonly sentence: string
}

/** A half pill at the edge of the board: a line's input at the left, a result at the right. */
export interface BoardTerminal extends Box {
  readonly id: string
  readonly side: 'left' | 'right'
  readonly name: string
  readonly value: string
  /** Where a value is a link. */
  readonly href?: string
}

/** A link as a polyline with right angles; the corners are rounded when drawn. */
export interface BoardLink {
  readonly id: string
  readonly source: string
  readonly target: string
  readonly kind: 'order' | 'data'
  /** The corners one after another, x before y: thousands of links are drawn, sent and compared at once. */
  readonly points: readonly number[]
  readonly label?: string
  /** Not yet passed in a run: drawn paler. */
  readonly pale?: boolean
}

/** A frame around cards that belong together. */
export interface BoardFrame extends Box {
  readonly id: string
  readonly title: string
}

/** Everything a board shows; computed elsewhere, drawn here. */
export interface BoardPicture {
  readonly lanes: readonly BoardLane[]
  readonly cards: readonly BoardCard[]
  readonly gates: readonly BoardGate[]
  readonly terminals: readonly BoardTerminal[]
  readonly links: readonly BoardLink[]
}

/** What the keyboard can be on: a card, or a gate as `gate:<id>`. */
export interface BoardStop extends Box {
  readonly id: string
  readonly sentence: string
}
