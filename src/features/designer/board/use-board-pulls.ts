import type { Connection, FinalConnectionState } from '@xyflow/react'
import { useCallback, useEffect, useMemo, useState } from 'react'
import type { BoardApi } from '#ui/board/board-api.ts'
import type { DescribePulled } from '#ui/board/connection-line.tsx'
import { connectionLineOf } from '#ui/board/connection-line.tsx'
import type { Point } from '#ui/board/board-model.ts'
import { isComposing } from '#ui/commands/use-commands.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { useStable } from '#ui/use-stable.ts'
import { useDesigner, useView } from '../designer-context.tsx'
import { type Given, makeLink, type Pulled } from '../line/edits.ts'
import { designerMessages } from '../messages.ts'
import {
  type Asking,
  type Drops,
  dropsFor,
  isAsking,
  isOfValue,
  mayBeDropped,
  pulledOf,
  type Pulling,
  pullingOf,
  wordOfPulling,
} from './pulling.ts'

/** A link dropped on a card rather than a socket: which parameter or result is meant has to be asked. */
export interface DroppedValue {
  readonly at: Point
  readonly pulling: Exclude<Pulling | Asking, { kind: 'order' | 'before' }>
  readonly stage: string
  readonly choices: readonly string[]
}

/**
 * Pulling links: where they may be dropped, what a drop does, and the hint beside the pointer. The handlers are stable.
 */
export function useBoardPulls(
  api: BoardApi | undefined,
  onDropValue: (dropped: DroppedValue) => void,
  onDropOnGround: (at: Point, pulling: Pulling) => void,
) {
  const t = useMessages(designerMessages)
  const { editLine } = useDesigner()
  const view = useView()
  const [drops, setDrops] = useState<Drops>()
  useEscape(drops !== undefined, () => setDrops(undefined))

  const link = useCallback(
    (pulled: Pulled | Given): void => {
      const step =
        pulled.kind === 'order'
          ? t('stepLink', { from: pulled.from, to: pulled.to })
          : pulled.kind === 'output'
            ? t('stepGive', { name: pulled.output })
            : t('stepBind', { name: pulled.parameter, stage: pulled.to })
      editLine(step, makeLink(view.line, pulled))
    },
    [editLine, t, view.line],
  )
  const describe: DescribePulled = useCallback(
    (from, socket, at) => {
      if (drops === undefined) return undefined
      // A card takes a link as a whole too: as order, or for a value by asking for the parameter.
      const card = socket === undefined ? api?.cardAt(at) : undefined
      const to = card === undefined || !view.stages.has(card) ? socket : { node: card, handle: '' }
      const own = wordOfPulling(drops.pulling)
      if (to === undefined || to.node === from.node) return { from: own }
      if (view.stages.has(to.node) && !drops.mayReach(to.node))
        return { from: own, problem: t('wouldCircle', { path: (drops.cycleOf(to.node) ?? []).join(' → ') }) }
      return described(drops, to, t)
    },
    [api, drops, t, view.stages],
  )
  const connectionLine = useMemo(() => connectionLineOf(describe), [describe])

  const onConnectEnd = useStable((event: MouseEvent | TouchEvent, state: FinalConnectionState): void => {
    const ended = drops
    setDrops(undefined)
    if (ended === undefined || state.isValid === true) return
    const point = 'clientX' in event ? event : event.changedTouches[0]
    const at = { x: point?.clientX ?? 0, y: point?.clientY ?? 0 }
    const element = document.elementFromPoint(at.x, at.y)
    const stage = element?.closest('[data-card]')?.getAttribute('data-card') ?? undefined
    const { pulling } = ended
    if (stage !== undefined) dropOnCard(ended, stage, at)
    else if (!isAsking(pulling) && element !== null && element.closest('.react-flow__pane, .lw-lane') !== null)
      onDropOnGround(at, pulling)
  })
  function dropOnCard({ pulling, mayReach, parametersOf, resultsOf }: Drops, stage: string, at: Point): void {
    if (stage === pulling.from) return
    // The failed step explains a refusal in words.
    const order = isAsking(pulling) ? { from: stage, to: pulling.from } : { from: pulling.from, to: stage }
    if (pulling.kind === 'order' || pulling.kind === 'before') link({ kind: 'order', ...order })
    else if (!mayReach(stage)) {
      if (pulling.kind !== 'input') link({ kind: 'order', ...order })
    } else {
      const choices = isAsking(pulling) ? resultsOf(stage) : parametersOf(stage)
      if (choices.length > 0 || 'parameter' in pulling || 'result' in pulling)
        onDropValue({ at, pulling, stage, choices })
    }
  }
  const isValidConnection = useStable((connection: Connection | { source: string; target: string }): boolean => {
    const pulled = 'targetHandle' in connection ? pulledOf(connection) : undefined
    return drops !== undefined && pulled !== undefined && mayBeDropped(drops, pulled)
  })
  const onConnect = useStable((connection: Connection): void => {
    const pulled = pulledOf(connection)
    // After Escape the mouse is still released at some point; that must not make a link.
    if (pulled !== undefined && drops !== undefined) link(pulled)
  })
  const onConnectStart = useStable(
    (_: unknown, { nodeId, handleId }: { nodeId: string | null; handleId: string | null }): void => {
      const pulling = nodeId === null ? undefined : pullingOf(nodeId, handleId)
      setDrops(pulling === undefined ? undefined : dropsFor(view, pulling))
    },
  )
  const flow = useMemo(
    () => ({
      connectionLineComponent: connectionLine,
      connectionRadius: 22,
      isValidConnection,
      onConnect,
      onConnectStart,
      onConnectEnd,
    }),
    [connectionLine, isValidConnection, onConnect, onConnectStart, onConnectEnd],
  )
  return { drops, link, flow }
}

/** Escape cancels the pull only, not what Escape means elsewhere. */
function useEscape(isOn: boolean, giveUp: () => void): void {
  const stop = useStable(giveUp)
  useEffect(() => {
    if (!isOn) return undefined
    function handleKey(event: KeyboardEvent): void {
      if (event.key !== 'Escape' || isComposing(event)) return
      event.preventDefault()
      event.stopPropagation()
      stop()
    }
    window.addEventListener('keydown', handleKey, { capture: true })
    return () => window.removeEventListener('keydown', handleKey, { capture: true })
  }, [isOn, stop])
}

/** Describes the link that a drop here would make. */
function described(
  { pulling, parametersOf, resultsOf }: Drops,
  to: { readonly node: string; readonly handle: string },
  t: ReturnType<typeof useMessages<typeof designerMessages>>,
): ReturnType<DescribePulled> {
  const own = wordOfPulling(pulling)
  const port = /^(?:in|out):(.*)$/.exec(to.handle)?.[1]
  if (isAsking(pulling)) {
    if (!isOfValue(pulling) || port === undefined) return { from: to.node, to: own }
    if (to.node.startsWith('input:')) return { from: to.node.slice('input:'.length), to: own, type: t('text') }
    if (resultsOf(to.node).includes(port)) return { from: port, to: own, type: t('text') }
    return { from: own, problem: t('takesNoText', { name: own }) }
  }
  if (pulling.kind === 'order' || port === undefined) return { from: own, to: to.node }
  if (to.node.startsWith('result:')) return { from: own, to: to.node.slice('result:'.length), type: t('text') }
  if (!parametersOf(to.node).includes(port)) return { from: own, problem: t('takesNoText', { name: port }) }
  return { from: own, to: port, type: t('text') }
}
