import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { layRanks } from './small-graph-layout.ts'
import './small-graph.css'

export interface GraphNode {
  readonly id: string
  readonly title: string
  readonly icon?: ReactNode
  /** The address of a link. */
  readonly to?: string
  /** Ids of the nodes before it. */
  readonly after: readonly string[]
  /** One of eight colours that tell groups apart; `group` is the group's name. */
  readonly hue?: number
  readonly group?: string
}

const [height, gapX, gapY] = [30, 36, 10]
const [narrowest, widest, letter, around] = [156, 280, 7.3, 24]

/** A drawing of a few nodes in order, left to right; screen readers get a list. */
export function SmallGraph({ label, nodes }: { readonly label: string; readonly nodes: readonly GraphNode[] }) {
  const cells = layRanks(nodes)
  const width = widthFor(nodes)
  const columns = Math.max(0, ...[...cells.values()].map(({ rank }) => rank)) + 1
  const rows = Math.max(0, ...[...cells.values()].map(({ row }) => row)) + 1
  const x = (id: string): number => (cells.get(id)?.rank ?? 0) * (width + gapX)
  const y = (id: string): number => (cells.get(id)?.row ?? 0) * (height + gapY)
  const total = { width: columns * (width + gapX) - gapX, height: rows * (height + gapY) - gapY }
  return (
    <div className="lw-graph" tabIndex={0} role="group" aria-label={label}>
      <div className="lw-graph-area" style={total}>
        <svg width={total.width} height={total.height} aria-hidden>
          {nodes.flatMap((node) =>
            node.after
              .filter((from) => cells.has(from))
              .map((from) => {
                const [x1, y1, x2, y2] = [x(from) + width, y(from) + height / 2, x(node.id), y(node.id) + height / 2]
                const bend = (x2 - x1) / 2
                return (
                  <path
                    key={`${from} ${node.id}`}
                    d={`M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`}
                  />
                )
              }),
          )}
        </svg>
        <ul>
          {nodes.map((node) => (
            <li key={node.id} style={{ left: x(node.id), top: y(node.id), width, height }}>
              <NodeBox node={node} />
            </li>
          ))}
        </ul>
      </div>
    </div>
  )
}

/** Wide enough for the longest name, so that names with a common beginning can be told apart. */
function widthFor(nodes: readonly GraphNode[]): number {
  const needed = nodes.map(({ title, icon }) => title.length * letter + around + (icon === undefined ? 0 : 22))
  return Math.round(Math.min(Math.max(narrowest, ...needed), widest))
}

function NodeBox({ node }: { readonly node: GraphNode }) {
  const content = (
    <>
      {node.icon}
      <span className="lw-ellipsis">{node.title}</span>
      {node.group === undefined ? null : <span className="lw-hidden">{node.group}</span>}
    </>
  )
  const title = node.group === undefined ? node.title : `${node.title} (${node.group})`
  return node.to === undefined ? (
    <span className="lw-graph-node" data-hue={node.hue} title={title}>
      {content}
    </span>
  ) : (
    <Link className="lw-graph-node" data-hue={node.hue} title={title} to={node.to}>
      {content}
    </Link>
  )
}
