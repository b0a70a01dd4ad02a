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

/** A column of the board, with its name at the top left and a fact at the top right. */
export interface BoardLane extends Box {
  readonly id: string
  readonly title: string
  readonly fact: string
  readonly hue: EnvironmentHue
}

/** A socket in the tray under a card; `drop` says whether the pulled link may be dropped here. */
export interface BoardPort {
  readonly id: string
  readonly name: string
  readonly linked: boolean
  /** Whether a value is missing here that a run needs. */
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

/** A card. First row: name and state; second row: what it belongs to, and a time. */
export interface BoardCard extends Box {
  readonly id: string
  readonly title: string
  /** The full name, if the shown one leaves out what the lane says. */
  readonly fullTitle: string
  readonly subtitle: string
  /** Whether the subtitle names what is delivered; a box precedes it then. */
  readonly isBoxed?: boolean
  readonly trailing?: ReactNode
  readonly icon: ReactNode
  /** Absent on a board without a run. */
  readonly state?: State
  /** Left out of runs: struck through, but still wired. */
  readonly disabled?: boolean
  /** The number of stages that a folded group stands for. */
  readonly count?: number
  /** Whether the pulled order link may be dropped on the card. */
  readonly drop?: 'yes' | 'no'
  /** How it differs from the version it is compared with. */
  readonly change?: 'added' | 'removed' | 'changed' | 'moved' | 'renamed'
  readonly badges: readonly BoardBadge[]
  readonly inputs: readonly BoardPort[]
  readonly outputs: readonly BoardPort[]
  /** One sentence for screen readers. */
  readonly sentence: string
}

/** A gate on the border of two lanes, with its count inside and its title beside it. */
export interface BoardGate extends Box {
  readonly id: string
  readonly count: string
  readonly title: string
  readonly reason: string
  readonly tone: 'neutral' | 'waiting' | 'passed' | 'rejected'
  readonly sentence: string
}

/** A half pill at the edge of the board: an input of the line at the left, a result at the right. */
export interface BoardTerminal extends Box {
  readonly id: string
  readonly side: 'left' | 'right'
  readonly name: string
  readonly value: string
  /** Makes the value a link. */
  readonly href?: string
}

/** A link with right angles; the corners are rounded when drawn. */
export interface BoardLink {
  readonly id: string
  readonly source: string
  readonly target: string
  readonly kind: 'order' | 'data'
  /** Coordinates of the corners (x, y, x, y, ...), flat since thousands of links are drawn, sent and compared. */
  readonly points: readonly number[]
  readonly label?: string
  /** Not reached by the run yet: drawn paler. */
  readonly pale?: boolean
}

/** A frame around cards that belong together. */
export interface BoardFrame extends Box {
  readonly id: string
  readonly title: string
}

/** Everything that a board shows; computed elsewhere, drawn here. */
export interface BoardPicture {
  readonly lanes: readonly BoardLane[]
  readonly cards: readonly BoardCard[]
  readonly gates: readonly BoardGate[]
  readonly terminals: readonly BoardTerminal[]
  readonly links: readonly BoardLink[]
}

/** What the keyboard can focus: a card, or a gate as `gate:<id>`. */
export interface BoardStop extends Box {
  readonly id: string
  readonly sentence: string
}
