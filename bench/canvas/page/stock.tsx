import {
  type Edge,
  Handle,
  type Node,
  type NodeProps,
  Position,
  ReactFlow,
  useEdgesState,
  useNodesState,
} from '@xyflow/react'
import '@xyflow/react/dist/style.css'
import { memo } from 'react'
import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import { cardAt, placed } from './big-graph.ts'

const { input, layout } = placed()
const nodes: Node[] = layout.cards.map(({ id, x, y }) => ({
  id,
  position: { x, y },
  data: { title: id },
  type: 'card',
}))
const edges: Edge[] = input.stages.flatMap((stage) =>
  stage.after.map((before) => ({
    id: `${before}>${stage.name}`,
    source: before,
    target: stage.name,
    type: 'smoothstep',
  })),
)

/** A card as in the library's own examples: a title, a kind, a mark and two handles. */
const Card = memo(function Card({ data }: NodeProps<Node<{ readonly title: string }>>) {
  return (
    <div style={{ width: 168, height: 64, border: '1px solid #bbb', borderRadius: 8, background: '#fff', padding: 8 }}>
      <Handle type="target" position={Position.Left} />
      <strong>{data.title}</strong>
      <div>
        application <span style={{ float: 'right' }}>ok</span>
      </div>
      <Handle type="source" position={Position.Right} />
    </div>
  )
})
const types = { card: Card }

/** The library as its documentation shows it: everything mounted, its own selection and dragging. */
function Stock() {
  const [shown, , onNodesChange] = useNodesState(nodes)
  const [links, , onEdgesChange] = useEdgesState(edges)
  return (
    <ReactFlow
      nodes={shown}
      edges={links}
      nodeTypes={types}
      onNodesChange={onNodesChange}
      onEdgesChange={onEdgesChange}
      defaultViewport={{ x: 160, y: 120, zoom: 1 }}
      minZoom={0.02}
      panOnScroll
    />
  )
}

const root = document.getElementById('root')
Object.assign(window, {
  open() {
    if (root !== null) flushSync(() => createRoot(root).render(<Stock />))
  },
  cardAt,
  isShown: () => document.querySelectorAll('.react-flow__node').length > 0,
})
