import { buildLane } from '#domain/line/layout/layout-input.ts'
import type { Box, Point } from '#ui/board/board-model.ts'
import type { useMessages } from '#ui/i18n/use-messages.tsx'
import type { DesignerNow } from '../designer-context.tsx'
import type { dropMessages } from './drop-messages.ts'
import type { InsertPlace } from '../line/edits.ts'
import { inTheWay, placeIn } from './place-in.ts'
import './drop-lanes.css'

/** Where a drop would go, shown while something is dragged over the board. */
export interface DropHint {
  /** What lights up, in board coordinates. Without a height it reaches down to the board's foot. */
  readonly boxes: readonly (Omit<Box, 'height'> & { readonly height: number | undefined })[]
  readonly text: string
}

type Words = ReturnType<typeof useMessages<typeof dropMessages>>

/** Works out what a drop at this point would do. */
export function dropHint(
  designer: Pick<DesignerNow, 'drawn' | 'view' | 'selected'>,
  t: Words,
  what: {
    readonly isGate: boolean
    readonly point: Point
    readonly card: string | undefined
    readonly isInTheWay: boolean
  },
): DropHint {
  const plain = placeIn(designer, what.point, what.card)
  const through = what.isGate || what.card === undefined ? plain : inTheWay(designer, plain)
  const place = what.isInTheWay ? through : plain
  const { cards, lanes } = designer.drawn?.drawing ?? { cards: new Map<string, Box>(), lanes: [] }
  function boxOf(name: string | undefined): readonly Box[] {
    const box = name === undefined ? undefined : cards.get(name)
    return box === undefined ? [] : [box]
  }
  const { behind, before, gate } = place
  if (gate !== undefined && before !== undefined && !what.isGate)
    return { boxes: before.flatMap(boxOf), text: t('behindGate', { gate, before: before.join(', ') }) }
  if (before !== undefined && behind !== undefined) {
    const [only = ''] = before
    const boxes = before.flatMap(boxOf)
    if (what.isGate) return { boxes, text: t('beforeStage', { name: before.join(', ') }) }
    return {
      boxes: [...boxOf(behind), ...boxes],
      text:
        before.length === 1
          ? t('betweenStages', { behind, before: only })
          : t('betweenMany', { behind, count: before.length }),
    }
  }
  if (what.card !== undefined && behind !== undefined) {
    const name = what.isGate ? 'beforeStage' : through.before === undefined ? 'behindStage' : 'behindOrBetween'
    return { boxes: boxOf(behind), text: t(name, { name: behind }) }
  }
  const lane = lanes.find((box) => what.point.x >= box.x && what.point.x <= box.x + box.width)
  if (lane === undefined) return { boxes: [], text: t(what.isGate ? 'gateNowhere' : 'asksWhere') }
  const name = lane.id === buildLane ? t('buildLane') : lane.id
  return {
    boxes: what.isGate ? (place.held ?? []).flatMap(boxOf) : [{ ...lane, height: undefined }],
    text: what.isGate ? t('beforeLane', { name }) : laneText(t, name, place),
  }
}

function laneText(t: Words, name: string, { behind }: InsertPlace): string {
  return behind === undefined ? t('intoLane', { name }) : t('intoLaneBehind', { name, behind })
}

// Pixels. The words stand above the pointer and must not leave the board at its upper edge.
const leastTop = 46

interface ShownHint {
  readonly hint: DropHint
  /** The pointer, in window coordinates. */
  readonly at: Point
  readonly toWindow: (place: Point) => Point
  readonly frame: DOMRect
}

/** Lights up the place of a drop and describes it next to the pointer. */
export function DropHintView({ hint, at, toWindow, frame }: ShownHint) {
  return (
    <div className="lw-drop-hint" aria-hidden>
      {hint.boxes.map(({ x, y, width, height }) => {
        const from = toWindow({ x, y })
        const to = toWindow({ x: x + width, y: y + (height ?? 0) })
        return (
          <div
            key={`${String(x)} ${String(y)}`}
            className="lw-drop-box"
            style={{
              left: from.x - frame.left,
              top: from.y - frame.top,
              width: to.x - from.x,
              height: height === undefined ? frame.bottom - 12 - from.y : to.y - from.y,
            }}
          />
        )
      })}
      <div
        className="lw-tooltip lw-drop-text"
        data-side={at.x > (frame.left + frame.right) / 2 ? 'left' : undefined}
        style={{ left: at.x - frame.left, top: Math.max(leastTop, at.y - frame.top) }}
      >
        {hint.text}
      </div>
    </div>
  )
}
