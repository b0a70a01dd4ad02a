import type { ReactFlowProps } from '@xyflow/react'
import type { ReactNode } from 'react'
import type { BoardApi, MenuTarget } from './board-api.ts'
import type { BoardFrame, BoardPicture, Point } from './board-model.ts'
import type { Renaming } from './card-name.tsx'
import type { BoardNode } from './flow-elements.ts'
import type { LiveCards } from './live-cards.ts'

/** What a page gives to a board, and hears of it. */
export interface BoardProps {
  readonly picture: BoardPicture
  /** States of its cards, where they change while the picture stays. */
  readonly live?: LiveCards
  /** What the board is called for screen readers. */
  readonly label: string
  /** Id of the selected card, of a gate as `gate:<id>`, or of a link. */
  readonly selected: string | undefined
  /** Everything that is selected, where that may be several. */
  readonly selection?: ReadonlySet<string>
  /** `add` asks to add to the selection, or to take out of it. */
  readonly onSelect: (id: string | undefined, add?: boolean) => void
  /** What a rectangle drawn with Shift has caught. */
  readonly onSelectMany?: (ids: readonly string[]) => void
  readonly onOpen?: (id: string) => void
  readonly onMenu?: (target: MenuTarget) => void
  /** Asks what to put onto the ground, or onto a link. */
  readonly onInsert?: (target: MenuTarget) => void
  readonly onFocusChange?: (id: string | undefined) => void
  readonly onReady?: (api: BoardApi) => void
  readonly renaming?: Renaming | undefined
  /** Said politely to screen readers, once. */
  readonly announcement?: string
  readonly dimmed?: boolean
  readonly editable?: boolean
  readonly trays?: boolean
  readonly minimap?: boolean
  /** The cards that it is about, where not all of it can be read at once. */
  readonly about?: ReadonlySet<string>
  /** Further switches beside the zoom, and whatever floats over the board. */
  readonly controls?: ReactNode
  readonly children?: ReactNode
  /** Where cards are while they are dragged; the picture stays as it is until they are dropped. */
  readonly moved?: Readonly<Record<string, Point>>
  readonly frames?: readonly BoardFrame[]
  /** What an editor adds: dragging, connecting, dropping. */
  readonly flow?: Partial<ReactFlowProps<BoardNode>>
}
