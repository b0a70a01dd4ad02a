import { useStore, ViewportPortal } from '@xyflow/react'
import { useEffect, useMemo, useRef, useState } from 'react'
import { onThemeChange, readColours } from '../colours.ts'
import { cardIndex, linksWithin } from './board-indexes.ts'
import type { BoardCard, BoardPicture } from './board-model.ts'
import { useLiveCards } from './live-cards.ts'

// As many mounted cards can be panned without dropped frames; more are painted on a canvas.
const mostMounted = 260
// Below this zoom no name fits its card.
const leastNamed = 0.16

/** Whether so many cards are in view that they are painted instead of mounted. */
export function useIsFar(picture: BoardPicture): boolean {
  const cards = picture.cards
  const index = useMemo(() => (cards.length <= mostMounted ? undefined : cardIndex(cards)), [cards])
  return useStore(({ transform: [x, y, zoom], width, height }) => {
    if (index === undefined || zoom > 0.75) return false
    const view = { x: -x / zoom, y: -y / zoom, width: width / zoom, height: height / zoom }
    return index.within(view).length > mostMounted
  })
}

interface FarProps {
  readonly picture: BoardPicture
  readonly selection: ReadonlySet<string>
}

const tokens = [
  'raised',
  'line-3',
  'text',
  'text-2',
  'link',
  'accent',
  'red-fill',
  'red-soft',
  'amber-fill',
  'amber-edge',
  'green-soft',
  'green-fill',
  'blue-fill',
  'on-red',
] as const

/** Cards and links on one canvas, moved with the board. Its cost depends on what is in view. */
export function FarLayer({ picture, selection }: FarProps) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const [theme, setTheme] = useState(0)
  useEffect(() => onThemeChange(() => setTheme((count) => count + 1)), [])
  const [x, y, zoom] = useStore((state) => state.transform)
  const width = useStore((state) => state.width)
  const height = useStore((state) => state.height)
  const cards = useMemo(() => cardIndex(picture.cards), [picture.cards])
  const { links } = picture
  const colours = useMemo(() => ({ theme, ...readColours(tokens) }), [theme])
  const live = useLiveCards()

  useEffect(() => {
    const context = canvas.current?.getContext('2d')
    if (context === null || context === undefined) return undefined
    const ratio = window.devicePixelRatio
    context.setTransform(ratio, 0, 0, ratio, 0, 0)
    context.clearRect(0, 0, width, height)
    context.setTransform(ratio * zoom, 0, 0, ratio * zoom, ratio * x, ratio * y)
    const view = { x: -x / zoom, y: -y / zoom, width: width / zoom, height: height / zoom }
    context.strokeStyle = colours.link
    // At a zoom without names, cards matter more than the web of links.
    context.globalAlpha = zoom < leastNamed ? 0.2 : 0.6
    context.lineWidth = 1 / zoom
    context.beginPath()
    for (const link of linksWithin(links, view)) {
      const [startX = 0, startY = 0] = link.points
      context.moveTo(startX, startY)
      for (let index = 2; index < link.points.length; index += 2)
        context.lineTo(link.points[index] ?? 0, link.points[index + 1] ?? 0)
    }
    context.stroke()
    context.globalAlpha = 1
    // The first letters of a name, at a readable size.
    const size = Math.min(36, 10 / zoom)
    context.font = `600 ${String(size)}px ${getComputedStyle(document.documentElement).getPropertyValue('--sans')}`
    context.textBaseline = 'middle'
    const letters = zoom < leastNamed ? 0 : Math.floor(140 / (size * 0.62))
    const paint = (card: BoardCard): void => {
      const fill = fillOf(card, live.of(card.id)?.state ?? card.state)
      context.fillStyle = colours[fill]
      context.fillRect(card.x, card.y, card.width, card.height)
      const isSelected = selection.has(card.id)
      context.strokeStyle = colours[isSelected ? 'accent' : edgeOf(card)]
      context.lineWidth = (isSelected || card.change !== undefined ? 3 : 1) / zoom
      context.setLineDash(card.change === 'removed' ? [6 / zoom, 4 / zoom] : [])
      context.strokeRect(card.x, card.y, card.width, card.height)
      if (letters === 0) return
      context.fillStyle = fill === 'red-fill' ? colours['on-red'] : colours.text
      context.fillText(card.title.slice(0, letters), card.x + 12, card.y + card.height / 2)
    }
    const shown = new Map(cards.within(view).map((card) => [card.id, card]))
    for (const card of shown.values()) paint(card)
    // A changed card is painted over itself, and nothing else.
    return live.onCards((ids) => {
      for (const id of ids) {
        const card = shown.get(id)
        if (card !== undefined) paint(card)
      }
    })
  }, [cards, links, colours, selection, live, x, y, zoom, width, height])

  return (
    // Between lanes and gates, among the board's own layers.
    <ViewportPortal>
      <canvas
        ref={canvas}
        className="lw-far"
        width={width * window.devicePixelRatio}
        height={height * window.devicePixelRatio}
        style={{
          width,
          height,
          transform: `translate(${String(-x / zoom)}px, ${String(-y / zoom)}px) scale(${String(1 / zoom)})`,
        }}
        aria-hidden
      />
    </ViewportPortal>
  )
}

function edgeOf({ change }: BoardCard): 'line-3' | 'green-fill' | 'red-fill' | 'amber-edge' | 'text-2' {
  if (change === undefined) return 'line-3'
  if (change === 'added') return 'green-fill'
  if (change === 'removed') return 'red-fill'
  return change === 'changed' ? 'amber-edge' : 'text-2'
}

function fillOf(
  card: BoardCard,
  state: BoardCard['state'],
): 'raised' | 'red-fill' | 'amber-fill' | 'green-soft' | 'blue-fill' {
  if (card.badges.some((badge) => badge.kind === 'problem')) return 'red-fill'
  if (state === 'failed' || state === 'failing') return 'red-fill'
  if (state === 'succeeded') return 'green-soft'
  if (state === 'running') return 'blue-fill'
  return state === 'needsApproval' ? 'amber-fill' : 'raised'
}
