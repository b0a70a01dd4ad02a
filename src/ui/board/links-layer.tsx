import { ViewportPortal } from '@xyflow/react'
import { type MouseEvent, memo } from 'react'
import type { BoardLink, Box } from './board-model.ts'
import { LinkView } from './link-view.tsx'
import { useVisibleLinks } from './use-visible.ts'

export interface LinksLayerProps {
  readonly links: readonly BoardLink[]
  readonly area: Box | undefined
  readonly selection: ReadonlySet<string>
  readonly canInsert: boolean
  readonly onSelect: (id: string, add: boolean) => void
  readonly onInsert: (id: string, at: { readonly x: number; readonly y: number }) => void
}

/** The links that are in view, behind the cards: one drawing for all of them, without a subscription for each. */
export const LinksLayer = memo(function LinksLayer(props: LinksLayerProps) {
  const { links, area, selection, canInsert, onSelect, onInsert } = props
  const shown = useVisibleLinks(links, area)
  function handleClick(event: MouseEvent): void {
    const id = event.target instanceof Element ? event.target.closest('[data-link]')?.getAttribute('data-link') : null
    if (id === null || id === undefined) return
    event.stopPropagation()
    const isPlus = event.target instanceof Element && event.target.closest('[data-insert]') !== null
    if (isPlus) onInsert(id, { x: event.clientX, y: event.clientY })
    else onSelect(id, event.ctrlKey || event.metaKey)
  }
  return (
    <ViewportPortal>
      <svg className="lw-links" onClick={handleClick}>
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
