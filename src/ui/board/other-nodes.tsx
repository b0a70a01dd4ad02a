import { Handle, type Node, type NodeProps, Position } from '@xyflow/react'
import { memo } from 'react'
import type { BoardFrame, BoardGate, BoardLane, BoardTerminal } from './board-model.ts'
import { useIsDimmed } from './path-focus.ts'
import './board.css'

export type LaneNode = Node<BoardLane & Record<string, unknown>, 'lane'>
export type GateNode = Node<BoardGate & { readonly focused: boolean } & Record<string, unknown>, 'gate'>
export type FrameNode = Node<BoardFrame & Record<string, unknown>, 'frame'>
export type TerminalNode = Node<BoardTerminal & Record<string, unknown>, 'terminal'>

export const LaneNodeView = memo(function LaneNodeView({ data }: NodeProps<LaneNode>) {
  return (
    <div className="lw-lane" data-hue={data.hue}>
      <span className="lw-lane-title">{data.title}</span>
      <span className="lw-lane-fact">{data.fact}</span>
    </div>
  )
})

export const FrameNodeView = memo(function FrameNodeView({ data }: NodeProps<FrameNode>) {
  return (
    <div className="lw-frame">
      <span className="lw-frame-title">{data.title}</span>
    </div>
  )
})

export const GateNodeView = memo(function GateNodeView({ data, selected }: NodeProps<GateNode>) {
  const isDimmed = useIsDimmed(`gate:${data.id}`)
  return (
    <div
      className="lw-gate"
      data-tone={data.tone}
      data-selected={selected || undefined}
      data-focused={data.focused || undefined}
      data-gate={data.id}
      data-dimmed={isDimmed || undefined}
    >
      <svg width="44" height="50" viewBox="0 0 44 50" aria-hidden>
        <path d="M22 1.5 42.5 13v24L22 48.5 1.5 37V13z" />
      </svg>
      <span className="lw-gate-count">{data.count}</span>
      <span className="lw-gate-words" title={`${data.title}\n${data.reason}`}>
        <strong>{data.title}</strong>
        <span>{data.reason}</span>
      </span>
      <Handle
        className="lw-socket lw-socket-none"
        type="target"
        position={Position.Left}
        id="order-in"
        isConnectable={false}
      />
      <Handle
        className="lw-socket lw-socket-none"
        type="source"
        position={Position.Right}
        id="order-out"
        isConnectable={false}
      />
    </div>
  )
})

export const TerminalNodeView = memo(function TerminalNodeView({ data, isConnectable }: NodeProps<TerminalNode>) {
  const isInput = data.side === 'left'
  return (
    <div className="lw-terminal" data-side={data.side}>
      <span className="lw-terminal-name">{data.name}</span>
      {data.href === undefined ? (
        <span className="lw-terminal-value">{data.value}</span>
      ) : (
        <a className="lw-terminal-value nodrag nopan" href={data.href} target="_blank" rel="noreferrer">
          {data.value}
        </a>
      )}
      <Handle
        className="lw-socket"
        data-kind="data"
        type={isInput ? 'source' : 'target'}
        id={isInput ? 'out:value' : 'in:value'}
        position={isInput ? Position.Right : Position.Left}
        isConnectable={isConnectable}
      />
    </div>
  )
})
