import { Panel, useReactFlow, useStore } from '@xyflow/react'
import { memo, type PointerEvent, useEffect, useMemo, useRef, useState } from 'react'
import { readColours, onThemeChange } from '../colours.ts'
import { useMessages } from '../i18n/use-messages.tsx'
import type { State } from '../state-mark.tsx'
import type { BoardCard, BoardPicture, Box } from './board-model.ts'
import { boardMessages } from './board-messages.ts'
import { boundsAround } from './spatial-index.ts'

const size = { width: 138, height: 74 }
const inset = 4
// On a board that is in view as a whole the overview says nothing.
const leastCards = 6
// In board pixels: a rim that is cut off is no part that one would look for.
const slack = 4

/** The whole board small, and where the view is on it: painted on a canvas, so that its cost does not grow with what is mounted. */
export const BoardMinimap = memo(function BoardMinimap({ picture }: { readonly picture: BoardPicture }) {
  const t = useMessages(boardMessages)
  const flow = useReactFlow()
  const canvas = useRef<HTMLCanvasElement>(null)
  const bounds = useMemo(() => boundsAround([...picture.lanes, ...picture.cards]), [picture.lanes, picture.cards])
  const scale =
    bounds === undefined
      ? 1
      : Math.min((size.width - 2 * inset) / bounds.width, (size.height - 2 * inset) / bounds.height)
  const [theme, setTheme] = useState(0)
  useEffect(() => onThemeChange(() => setTheme((count) => count + 1)), [])

  useEffect(() => {
    const context = canvas.current?.getContext('2d')
    if (context === null || context === undefined || bounds === undefined) return
    const ratio = window.devicePixelRatio
    context.setTransform(ratio, 0, 0, ratio, 0, 0)
    context.clearRect(0, 0, size.width, size.height)
    context.translate(inset, inset)
    context.scale(scale, scale)
    context.translate(-bounds.x, -bounds.y)
    const colours = readColours(['sunken', 'n-400', 'accent', 'red-fill', 'amber-fill', 'green-fill', 'blue-fill'])
    context.fillStyle = colours.sunken
    for (const lane of picture.lanes) context.fillRect(lane.x, lane.y, lane.width, lane.height)
    for (const card of picture.cards) {
      context.fillStyle = colours[colourOf(card)]
      context.fillRect(card.x, card.y, card.width, card.height)
    }
  }, [bounds, picture, scale, theme])

  const view = useStore((state) => state.transform)
  const width = useStore((state) => state.width)
  const height = useStore((state) => state.height)
  if (bounds === undefined || picture.cards.length < leastCards) return null
  const place = (box: Box) => ({
    left: inset + (box.x - bounds.x) * scale,
    top: inset + (box.y - bounds.y) * scale,
    width: box.width * scale,
    height: box.height * scale,
  })
  const [x, y, zoom] = view
  const inView = {
    left: -x / zoom - slack,
    top: -y / zoom - slack,
    right: (width - x) / zoom + slack,
    bottom: (height - y) / zoom + slack,
  }
  const isWhole = picture.cards.every(
    (card) =>
      card.x >= inView.left &&
      card.y >= inView.top &&
      card.x + card.width <= inView.right &&
      card.y + card.height <= inView.bottom,
  )
  if (isWhole) return null
  function goTo(event: PointerEvent<HTMLElement>): void {
    if (bounds === undefined || (event.buttons & 1) === 0) return
    const at = event.currentTarget.getBoundingClientRect()
    void flow.setCenter(
      bounds.x + (event.clientX - at.left - inset) / scale,
      bounds.y + (event.clientY - at.top - inset) / scale,
      { zoom },
    )
  }
  return (
    <Panel position="bottom-right" className="lw-minimap">
      <div
        role="img"
        aria-label={t('minimap')}
        style={{ ...size, position: 'relative', overflow: 'hidden' }}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId)
          goTo(event)
        }}
        onPointerMove={goTo}
      >
        <canvas
          ref={canvas}
          width={size.width * window.devicePixelRatio}
          height={size.height * window.devicePixelRatio}
          style={size}
        />
        <span
          className="lw-minimap-view"
          style={place({ x: -x / zoom, y: -y / zoom, width: width / zoom, height: height / zoom })}
        />
      </div>
    </Panel>
  )
})

type Colour = 'n-400' | 'red-fill' | 'amber-fill' | 'green-fill' | 'blue-fill'

const stateColours: Readonly<Partial<Record<State, Colour>>> = {
  failed: 'red-fill',
  failing: 'red-fill',
  running: 'blue-fill',
  succeeded: 'green-fill',
  needsApproval: 'amber-fill',
}

function colourOf({ badges, state }: BoardCard): Colour {
  if (badges.some((badge) => badge.kind === 'problem')) return 'red-fill'
  return state === undefined ? 'n-400' : (stateColours[state] ?? 'n-400')
}
