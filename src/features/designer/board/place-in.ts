import { lineGraph } from '#domain/line/graph.ts'
import { buildLane } from '#domain/line/layout/layout-input.ts'
import type { Point } from '#ui/board/board-model.ts'
import { isNear } from '#ui/board/path.ts'
import type { DesignerNow } from '../designer-context.tsx'
import type { InsertPlace } from '../line/edits.ts'
import type { Pulling } from './pulling.ts'

/**
 * The place that a drop means. On a link: between its ends. On a card: behind it. In a lane: behind the nearest card,
 * or for a gate before every stage where the line enters the lane. Beside the lanes: nowhere, so the palette asks.
 * Without a point: behind the selection.
 */
export function placeIn(
  { drawn, view, selected }: Pick<DesignerNow, 'drawn' | 'view' | 'selected'>,
  point: Point | undefined,
  id?: string,
  pulling?: Pulling,
): InsertPlace {
  const drawing = drawn?.drawing
  const link = id === undefined ? undefined : drawing?.routes.get(id)
  if (link !== undefined) return betweenEnds(view, link.source, link.target)
  if (id !== undefined && view.stages.has(id)) return behindStage(view, id)
  if (pulling !== undefined && pulling.kind !== 'input')
    return { ...behindStage(view, pulling.from), ...(point === undefined ? {} : laneAt(drawing, point)) }
  // A selected gate has no "behind", and an undo may have removed the selected stage.
  if (point === undefined || drawing === undefined)
    return selected !== undefined && view.stages.has(selected) ? behindStage(view, selected) : {}
  const near = [...drawing.routes.values()].find(({ kind, points }) => kind === 'order' && isNear(points, point, 8))
  if (near !== undefined) return betweenEnds(view, near.source, near.target)
  const lane = drawing.lanes.find((box) => point.x >= box.x && point.x <= box.x + box.width)
  // Outside the lanes no neighbour is meant: the palette asks for applications instead.
  if (lane === undefined) return {}
  const [nearest] = [...drawing.cards.values()]
    .filter((card) => view.stages.has(card.id) && view.laneOf.get(card.id) === lane.id)
    .map((card) => ({ card, far: Math.hypot(card.x + card.width / 2 - point.x, card.y + card.height / 2 - point.y) }))
    .toSorted((a, b) => a.far - b.far)
  return {
    ...laneAt(drawing, point),
    behind: nearest?.card.id,
    application: nearest === undefined ? undefined : view.stages.get(nearest.card.id)?.spec.deployment.app,
    held: entrancesOf(view, lane.id),
  }
}

/** The stages through which the line enters a lane. A gate dropped into the lane holds all of them. */
function entrancesOf({ line, laneOf }: DesignerNow['view'], lane: string): readonly string[] {
  const { before } = lineGraph(line)
  return line.spec.stages.flatMap(({ name }) => {
    const isEntrance = ![...(before.get(name) ?? [])].some((other) => laneOf.get(other) === lane)
    return laneOf.get(name) === lane && isEntrance ? [name] : []
  })
}

function laneAt(drawing: NonNullable<DesignerNow['drawn']>['drawing'] | undefined, point: Point): InsertPlace {
  const lane = drawing?.lanes.find((box) => point.x >= box.x && point.x <= box.x + box.width)
  return { environment: lane === undefined || lane.id === buildLane ? undefined : lane.id }
}

function behindStage(view: DesignerNow['view'], name: string): InsertPlace {
  const lane = view.laneOf.get(name)
  return {
    behind: name,
    environment: lane === buildLane ? undefined : lane,
    application: view.stages.get(name)?.spec.deployment.app,
  }
}

/** Moves a place between a stage and its followers, which then run after what is inserted. Unchanged if none follow. */
export function inTheWay({ view }: Pick<DesignerNow, 'view'>, place: InsertPlace): InsertPlace {
  const { behind } = place
  const before = behind === undefined ? [] : followersOf(view, behind)
  return place.before !== undefined || before.length === 0 ? place : { ...place, before }
}

function followersOf({ line }: DesignerNow['view'], name: string): readonly string[] {
  return line.spec.stages.flatMap((stage) => (stage.runAfter?.includes(name) === true ? [stage.name] : []))
}

/**
 * On a link to a gate, insert before the stages that it holds; on a link from a gate, take the gate over from its
 * stage.
 */
function betweenEnds(view: DesignerNow['view'], source: string, target: string): InsertPlace {
  if (view.stages.has(source) && view.stages.has(target)) return { ...behindStage(view, source), before: [target] }
  const gate = target.startsWith('gate:') ? target.slice('gate:'.length) : undefined
  if (gate !== undefined && view.stages.has(source)) {
    const held = followersOf(view, source).filter((name) => view.stages.get(name)?.gates?.includes(gate) === true)
    return { ...behindStage(view, source), before: held }
  }
  if (source.startsWith('gate:') && view.stages.has(target)) {
    const behind = view.stages.get(target)?.runAfter?.at(-1)
    return { ...behindStage(view, target), behind, before: [target], gate: source.slice('gate:'.length) }
  }
  const stage = view.stages.has(source) ? source : view.stages.has(target) ? target : undefined
  return stage === undefined ? {} : behindStage(view, stage)
}
