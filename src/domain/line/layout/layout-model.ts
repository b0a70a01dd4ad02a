/** What the layout needs to know about a stage. */
export interface LayoutStage {
  readonly name: string
  /** Id of the lane: an environment, or `build`. */
  readonly lane: string
  readonly application: string
  readonly after: readonly string[]
  /** Ports in the tray, in order. */
  readonly inputs: readonly string[]
  readonly outputs: readonly string[]
}

/** A link from a stage's result or a line input to a stage's parameter or a line result. */
export interface LayoutValueLink {
  readonly from: { readonly stage: string; readonly result: string } | { readonly input: string }
  readonly to: { readonly stage: string; readonly param: string } | { readonly result: string }
}

/** The complete input of a layout; equal inputs give equal layouts. */
export interface LayoutInput {
  readonly stages: readonly LayoutStage[]
  /** Lane ids in board order; lanes without a stage are left out of the layout. */
  readonly lanes: readonly string[]
  readonly applications: readonly string[]
  readonly gates: readonly { readonly name: string; readonly holds: readonly string[] }[]
  readonly inputs: readonly string[]
  readonly results: readonly string[]
  readonly values: readonly LayoutValueLink[]
  /** With open trays, cards are narrower, rows are further apart and value links leave from the trays; else value links leave from the card. */
  readonly trays: boolean
  /** Positions that a person chose; the layout keeps them. */
  readonly positions: Readonly<Record<string, { readonly x: number; readonly y: number }>>
}

/** A card, gate or lane in board pixels at full size; `x` and `y` are its upper left corner. */
export interface LayoutBox {
  readonly id: string
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** The path of a link on the board. */
export interface LayoutRoute {
  readonly id: string
  readonly kind: 'order' | 'data'
  /** Ids of cards, `gate:<name>`, `input:<name>` or `result:<name>`. */
  readonly source: string
  readonly target: string
  /** What a data link carries. */
  readonly label?: string
  /** The corners in order, as alternating x and y. */
  readonly points: readonly number[]
}

/** Everything on the board in CSS pixels at zoom 1. */
export interface LineLayout {
  readonly lanes: readonly LayoutBox[]
  readonly cards: readonly LayoutBox[]
  readonly gates: readonly LayoutBox[]
  readonly terminals: readonly (LayoutBox & { readonly side: 'left' | 'right' })[]
  readonly routes: readonly LayoutRoute[]
}
