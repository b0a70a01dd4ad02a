import { ViewportPortal } from '@xyflow/react'
import { memo } from 'react'
import type { BoardLink } from './board-model.ts'
import { LinkView } from './link-view.tsx'
import { tiles, useVisibleArea, useVisibleLinks } from './use-visible.ts'

export interface LinksLayerProps {
  readonly links: readonly BoardLink[]
  /** How many cards the board has. */
  readonly cards: number
  readonly selection: ReadonlySet<string>
  readonly canInsert: boolean
}

/** The links that are in view, behind the cards: one drawing for all of them, without a subscription for each. */
export const LinksLayer = memo(function LinksLayer(props: LinksLayerProps) {
  const { links, cards, selection, canInsert } = props
  const shown = useVisibleLinks(links, useVisibleArea(cards, tiles.links))
  return (
    <ViewportPortal>
      <svg className="lw-links">
        {/* Order over values: what decides when something runs reads through a crossing. */}
        {shown.map((link) =>
          link.kind === 'data' ? (
            <LinkView key={link.id} link={link} isSelected={selection.has(link.id)} canInsert={false} />
          ) : null,
        )}
        {shown.map((link) =>
          link.kind === 'order' ? (
            <LinkView key={link.id} link={link} isSelected={selection.has(link.id)} canInsert={canInsert} />
          ) : null,
        )}
      </svg>
    </ViewportPortal>
  )
})
