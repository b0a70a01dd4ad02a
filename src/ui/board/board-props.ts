import type { ReactFlowProps } from '@xyflow/react'
import type { ReactNode } from 'react'
import type { BoardApi, MenuTarget } from './board-api.ts'
import type { BoardFrame, BoardPicture, Point } from './board-model.ts'
import type { Renaming } from './card-name.tsx'
import type { BoardNode } from './flow-elements.ts'
import type { LiveCards } from './live-cards.ts'

/** What a page passes to a board, and what it is told. */
export interface BoardProps {
  readonly picture: BoardPicture
  /** States of the cards, if they change while the picture stays. */
  readonly live?: LiveCards
  /** The board's name for screen readers. */
  readonly label: string
  /** Id of the selected card or link, or `gate:<id>`. */
  readonly selected: string | undefined
  /** All selected ids, if several can be selected. */
  readonly selection?: ReadonlySet<string>
  /** `add` toggles the id in the selection. */
  readonly onSelect: (id: string | undefined, add?: boolean) => void
  /** Called with the ids in a rectangle drawn with Shift. */
  readonly onSelectMany?: (ids: readonly string[]) => void
  readonly onOpen?: (id: string) => void
  readonly onMenu?: (target: MenuTarget) => void
  /** Asks what to insert on the ground or on a link. */
  readonly onInsert?: (target: MenuTarget) => void
  readonly onFocusChange?: (id: string | undefined) => void
  readonly onReady?: (api: BoardApi) => void
  readonly renaming?: Renaming | undefined
  /** Announced politely to screen readers, once. */
  readonly announcement?: string
  readonly dimmed?: boolean
  readonly editable?: boolean
  readonly trays?: boolean
  readonly minimap?: boolean
  /** The cards that matter, shown first if not all can be read at once. */
  readonly about?: ReadonlySet<string>
  /** Further buttons beside the zoom, and whatever floats over the board. */
  readonly controls?: ReactNode
  readonly children?: ReactNode
  /** Positions of cards during a drag; the picture only changes with the drop. */
  readonly moved?: Readonly<Record<string, Point>>
  readonly frames?: readonly BoardFrame[]
  /** What an editor adds: dragging, connecting, dropping. */
  readonly flow?: Partial<ReactFlowProps<BoardNode>>
}
