import { Panel, useReactFlow, useStore } from '@xyflow/react'
import { Map as MapIcon, Minus } from 'lucide-react'
import { memo, type PointerEvent, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { IconButton } from '../button.tsx'
import { readColours, onThemeChange } from '../colours.ts'
import { useMessages } from '../i18n/use-messages.tsx'
import { recall, remember } from '../storage.ts'
import type { State } from '../state-mark.tsx'
import type { BoardCard, BoardPicture, Box } from './board-model.ts'
import { boardMessages } from './board-messages.ts'
import { minimapScale } from './minimap-scale.ts'
import { boundsAround } from './spatial-index.ts'
import { useEachView, type View } from './use-each-view.ts'

const size = { width: 138, height: 74 }
const inset = 4
const room = { width: size.width - 2 * inset, height: size.height - 2 * inset }
// A board that fits into the window needs no minimap.
const leastCards = 6
// On a small board the minimap would cover most of it.
const leastRoom = { width: 440, height: 240 }
// Pixels of the board: nobody looks for a cut-off margin.
const slack = 4

/**
 * The whole board in small, with a frame for the current view. Painted on a canvas, so that its cost does not grow with
 * the number of cards.
 */
export const BoardMinimap = memo(function BoardMinimap({ picture }: { readonly picture: BoardPicture }) {
  const t = useMessages(boardMessages)
  const flow = useReactFlow()
  const bounds = useMemo(() => boundsAround([...picture.lanes, ...picture.cards]), [picture.lanes, picture.cards])
  const scale = useMemo(() => (bounds === undefined ? { x: 1, y: 1 } : minimapScale(bounds, room)), [bounds])
  const [isOpen, setOpen] = useState(() => recall('overview') !== 'closed')
  function open(isOpened: boolean): void {
    remember('overview', isOpened ? 'open' : 'closed')
    setOpen(isOpened)
  }
  const around = useMemo(() => boundsAround(picture.cards), [picture.cards])
  // Evaluated in every frame of a moving view, but only a changed answer renders anything.
  const isWanted = useStore(
    (state) =>
      picture.cards.length >= leastCards &&
      state.width >= leastRoom.width &&
      state.height >= leastRoom.height &&
      !isInView(around, state),
  )
  if (bounds === undefined || !isWanted) return null
  if (!isOpen)
    return (
      <Panel position="bottom-right" className="lw-minimap" data-closed>
        <IconButton label={t('showMinimap')} onPress={() => open(true)}>
          <MapIcon size={16} aria-hidden />
        </IconButton>
      </Panel>
    )
  function goTo(event: PointerEvent<HTMLElement>): void {
    if (bounds === undefined || (event.buttons & 1) === 0) return
    const at = event.currentTarget.getBoundingClientRect()
    void flow.setCenter(
      bounds.x + (event.clientX - at.left - inset) / scale.x,
      bounds.y + (event.clientY - at.top - inset) / scale.y,
      { zoom: flow.getZoom() },
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
        <SmallPicture picture={picture} bounds={bounds} scale={scale} />
        <ViewFrame bounds={bounds} scale={scale} />
      </div>
      <span className="lw-minimap-close">
        <IconButton label={t('hideMinimap')} onPress={() => open(false)}>
          <Minus size={16} aria-hidden />
        </IconButton>
      </span>
    </Panel>
  )
})

/** Whether a box is completely in view. */
function isInView(box: Box | undefined, { transform: [x, y, zoom], width, height }: View): boolean {
  if (box === undefined) return true
  const [left, top] = [-x / zoom - slack, -y / zoom - slack]
  const [right, bottom] = [(width - x) / zoom + slack, (height - y) / zoom + slack]
  return box.x >= left && box.y >= top && box.x + box.width <= right && box.y + box.height <= bottom
}

interface PlaceProps {
  readonly bounds: Box
  readonly scale: { readonly x: number; readonly y: number }
}

/** The frame of the current view: the only part that moves, and without layout while the zoom stays. */
function ViewFrame({ bounds, scale }: PlaceProps) {
  const frame = useRef<HTMLSpanElement>(null)
  useEachView(
    useCallback(
      ({ transform: [x, y, zoom], width, height }: View) => {
        if (frame.current === null) return
        const left = inset + (-x / zoom - bounds.x) * scale.x
        const top = inset + (-y / zoom - bounds.y) * scale.y
        Object.assign(frame.current.style, {
          transform: `translate(${String(left)}px,${String(top)}px)`,
          width: `${String((width / zoom) * scale.x)}px`,
          height: `${String((height / zoom) * scale.y)}px`,
        })
      },
      [bounds, scale],
    ),
  )
  return <span ref={frame} className="lw-minimap-view" />
}

interface SmallPictureProps extends PlaceProps {
  readonly picture: BoardPicture
}

/** Paints lanes and cards when shown, and whenever they change. */
function SmallPicture({ picture, bounds, scale }: SmallPictureProps) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const [theme, setTheme] = useState(0)
  useEffect(() => onThemeChange(() => setTheme((count) => count + 1)), [])

  useEffect(() => {
    const context = canvas.current?.getContext('2d')
    if (context === null || context === undefined) return
    const ratio = window.devicePixelRatio
    context.setTransform(ratio, 0, 0, ratio, 0, 0)
    context.clearRect(0, 0, size.width, size.height)
    context.translate(inset, inset)
    context.scale(scale.x, scale.y)
    context.translate(-bounds.x, -bounds.y)
    const colours = readColours(['sunken', 'n-400', 'accent', 'red-fill', 'amber-fill', 'green-fill', 'blue-fill'])
    context.fillStyle = colours.sunken
    for (const lane of picture.lanes) context.fillRect(lane.x, lane.y, lane.width, lane.height)
    for (const card of picture.cards) {
      context.fillStyle = colours[colourOf(card)]
      // At least a pixel, or thousands of cards in one lane would be invisible.
      context.fillRect(card.x, card.y, Math.max(card.width, 1 / scale.x), Math.max(card.height, 1 / scale.y))
    }
  }, [bounds, picture, scale, theme])
  return (
    <canvas
      ref={canvas}
      width={size.width * window.devicePixelRatio}
      height={size.height * window.devicePixelRatio}
      style={size}
    />
  )
}

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
