import { useReactFlow, ViewportPortal } from '@xyflow/react'
import { memo, type RefObject, useCallback, useEffect, useRef, useState } from 'react'
import { linkAt } from './board-indexes.ts'
import type { BoardLink } from './board-model.ts'
import { LinkView } from './link-view.tsx'
import { tiles, useVisibleArea, useVisibleLinks } from './use-visible.ts'

export interface LinksLayerProps {
  readonly links: readonly BoardLink[]
  /** The number of cards on the board. */
  readonly cards: number
  readonly selection: ReadonlySet<string>
  readonly canInsert: boolean
}

/** All links in view as one drawing behind the cards, without a subscription per link. */
export const LinksLayer = memo(function LinksLayer(props: LinksLayerProps) {
  const { links, cards, selection, canInsert } = props
  const shown = useVisibleLinks(links, useVisibleArea(cards, tiles.links))
  const svg = useRef<SVGSVGElement>(null)
  const { under, leave } = useLinkUnderPointer(svg, links)
  const viewOf = (link: BoardLink) => (
    <LinkView
      key={link.id}
      link={link}
      isSelected={selection.has(link.id)}
      isUnderPointer={link.id === under}
      canInsert={canInsert && link.kind === 'order'}
      onLeave={leave}
    />
  )
  return (
    <ViewportPortal>
      <svg ref={svg} className="lw-links">
        {/* Order above values: what decides when something runs must be readable at crossings. */}
        {shown.map((link) => (link.kind === 'data' ? viewOf(link) : null))}
        {shown.map((link) => (link.kind === 'order' ? viewOf(link) : null))}
      </svg>
    </ViewportPortal>
  )
})

const overLinks = ':is(.react-flow__node-card, .react-flow__node-gate, .react-flow__node-terminal)'

/** Finds the hovered link by geometry. Letting the browser do it would take an invisible wide line for each link. */
function useLinkUnderPointer(svg: RefObject<SVGSVGElement | null>, links: readonly BoardLink[]) {
  const { screenToFlowPosition } = useReactFlow()
  const [under, setUnder] = useState<string>()
  const leave = useCallback((): void => setUnder(undefined), [])
  useEffect(() => {
    const pane = svg.current?.closest<HTMLElement>('.react-flow__pane')
    if (pane === undefined || pane === null) return undefined
    function look({ target, buttons, clientX: x, clientY: y }: PointerEvent): void {
      if (buttons !== 0 || !(target instanceof Element)) return
      const isCovered = target.closest(overLinks) !== null
      setUnder(isCovered ? undefined : linkAt(links, screenToFlowPosition({ x, y }))?.id)
    }
    pane.addEventListener('pointermove', look)
    pane.addEventListener('pointerleave', leave)
    return () => {
      pane.removeEventListener('pointermove', look)
      pane.removeEventListener('pointerleave', leave)
    }
  }, [svg, links, screenToFlowPosition, leave])
  return { under, leave }
}
