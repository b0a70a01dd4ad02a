import type { Connection, FinalConnectionState } from '@xyflow/react'
import { useCallback, useMemo, useState } from 'react'
import type { BoardApi } from '#ui/board/board-api.ts'
import type { DescribePulled } from '#ui/board/connection-line.tsx'
import { connectionLineOf } from '#ui/board/connection-line.tsx'
import type { Point } from '#ui/board/board-model.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { useStable } from '#ui/use-stable.ts'
import { useDesigner, useView } from '../designer-context.tsx'
import { makeLink, type Pulled } from '../line/edits.ts'
import { designerMessages } from '../messages.ts'
import { type Drops, dropsFor, type Pulling, pullingOf } from './pulling.ts'

/** A value that was dropped on a card and not on one of its sockets. */
export interface DroppedValue {
  readonly at: Point
  readonly pulling: Exclude<Pulling, { kind: 'order' }>
  readonly stage: string
  readonly parameters: readonly string[]
}

/** Pulling links: what they may be dropped on, what dropping does, and the words beside the pointer. The handlers stay the same. */
export function useBoardPulls(
  api: BoardApi | undefined,
  onDropValue: (dropped: DroppedValue) => void,
  onDropOnGround: (at: Point, pulling: Pulling) => void,
) {
  const t = useMessages(designerMessages)
  const { editLine } = useDesigner()
  const view = useView()
  const [drops, setDrops] = useState<Drops>()

  const link = useCallback(
    (pulled: Pulled): void => {
      const step =
        pulled.kind === 'order'
          ? t('stepLink', { from: pulled.from, to: pulled.to })
          : t('stepBind', { name: pulled.parameter, stage: pulled.to })
      editLine(step, makeLink(view.line, pulled))
    },
    [editLine, t, view.line],
  )
  const describe: DescribePulled = useCallback(
    (from, socket, at) => {
      if (drops === undefined) return { from: from.node }
      const { pulling } = drops
      const own = pulling.kind === 'result' ? pulling.result : pulling.kind === 'input' ? pulling.input : pulling.from
      // A card takes it as a whole too: its order, or a value for which it asks the parameter.
      const card = socket === undefined ? api?.cardAt(at) : undefined
      const to = card === undefined || !view.stages.has(card) ? socket : { node: card, handle: '' }
      if (to === undefined || to.node === from.node) return { from: own }
      if (view.stages.has(to.node) && !drops.mayReach(to.node))
        return { from: own, problem: t('wouldCircle', { path: (drops.cycleOf(to.node) ?? []).join(' → ') }) }
      const parameter = to.handle.startsWith('in:') ? to.handle.slice(3) : undefined
      if (pulling.kind === 'order' || parameter === undefined) return { from: own, to: to.node }
      if (!drops.parametersOf(to.node).includes(parameter))
        return { from: own, problem: t('takesNoText', { name: parameter }) }
      return { from: own, to: parameter, type: t('text') }
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
    if (stage === undefined) {
      if (element?.closest('.react-flow__pane, .lw-lane') !== null && element !== null) onDropOnGround(at, pulling)
      return
    }
    // A refusal has its words in the step that failed.
    if (pulling.kind === 'order') {
      if (stage !== pulling.from) link({ kind: 'order', from: pulling.from, to: stage })
    } else if (ended.mayReach(stage)) onDropValue({ at, pulling, stage, parameters: ended.parametersOf(stage) })
    else if (pulling.kind === 'result' && stage !== pulling.from) link({ kind: 'order', from: pulling.from, to: stage })
  })
  const isValidConnection = useStable((connection: Connection | { source: string; target: string }): boolean => {
    const pulled = 'targetHandle' in connection ? pulledOf(connection) : undefined
    if (drops === undefined || pulled === undefined) return false
    if (pulled.kind === 'order') return drops.pulling.kind === 'order' && drops.mayReach(pulled.to)
    return drops.parametersOf(pulled.to).includes(pulled.parameter)
  })
  const onConnect = useStable((connection: Connection): void => {
    const pulled = pulledOf(connection)
    if (pulled !== undefined) link(pulled)
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

/** What a connection of the board means for the line. */
export function pulledOf({
  source,
  target,
  sourceHandle,
  targetHandle,
}: {
  readonly source: string
  readonly target: string
  readonly sourceHandle?: string | null
  readonly targetHandle?: string | null
}): Pulled | undefined {
  const parameter = targetHandle?.startsWith('in:') === true ? targetHandle.slice(3) : undefined
  const pulling = pullingOf(source, sourceHandle ?? null)
  if (pulling === undefined || target.includes(':')) return undefined
  if (pulling.kind === 'order') return parameter === undefined ? { kind: 'order', from: source, to: target } : undefined
  if (parameter === undefined) return undefined
  return pulling.kind === 'input'
    ? { kind: 'input', input: pulling.input, to: target, parameter }
    : { kind: 'result', from: pulling.from, result: pulling.result, to: target, parameter }
}
