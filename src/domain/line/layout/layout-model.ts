/** A stage as far as its place on the board depends on it. */
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

/** Where a value comes from and where it goes: a stage's result, a line input; a stage's parameter, a line result. */
export interface LayoutValueLink {
  readonly from: { readonly stage: string; readonly result: string } | { readonly input: string }
  readonly to: { readonly stage: string; readonly param: string } | { readonly result: string }
}

/** All that a layout is made from; equal inputs give equal layouts. */
export interface LayoutInput {
  readonly stages: readonly LayoutStage[]
  /** Lane ids in board order; lanes without a stage are left out of the layout. */
  readonly lanes: readonly string[]
  readonly applications: readonly string[]
  readonly gates: readonly { readonly name: string; readonly holds: readonly string[] }[]
  readonly inputs: readonly string[]
  readonly results: readonly string[]
  readonly values: readonly LayoutValueLink[]
  /** With trays open cards are narrower, rows stand further apart and values leave from the trays; without, from the card itself. */
  readonly trays: boolean
  /** Positions that a person chose; they stay. */
  readonly positions: Readonly<Record<string, { readonly x: number; readonly y: number }>>
}

/** A card, a gate or a lane on the board, in pixels of the board at its full size; `x` and `y` are its upper left corner. */
export interface LayoutBox {
  readonly id: string
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** The way of a link along the board. */
export interface LayoutRoute {
  readonly id: string
  readonly kind: 'order' | 'data'
  /** Ids of cards, `gate:<name>`, `input:<name>` or `result:<name>`. */
  readonly source: string
  readonly target: string
  /** What travels, for data links. */
  readonly label?: string
  /** The corners one after another, x before y. */
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
