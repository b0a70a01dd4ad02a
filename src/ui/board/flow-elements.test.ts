import { describe, expect, it } from 'vitest'
import type { BoardPicture } from './board-model.ts'
import { createFlowElements } from './flow-elements.ts'

const box = { x: 10, y: 20, width: 100, height: 40 }
const picture: BoardPicture = {
  lanes: [{ ...box, id: 'build', title: 'Build', fact: '', hue: 'build' }],
  cards: [
    {
      ...box,
      id: 'build-api',
      title: 'build-api',
      fullTitle: 'build-api',
      subtitle: '',
      icon: null,
      badges: [],
      inputs: [{ id: 'revision', name: 'revision', linked: false }],
      outputs: [],
      sentence: '',
    },
  ],
  gates: [{ ...box, id: 'prod', count: '0/1', title: 'Release', reason: '', tone: 'neutral', sentence: '' }],
  terminals: [
    { ...box, id: 'in:revision', side: 'left', name: 'revision', value: '' },
    { ...box, id: 'out:url', side: 'right', name: 'url', value: '' },
  ],
  links: [],
}

describe('nodes of a board', () => {
  const marks = { selection: new Set<string>(), focused: undefined, editable: true, trays: false, renaming: undefined }
  const nodes = createFlowElements().nodes(picture, marks, undefined)

  it('have known sizes and sockets, since React Flow does not measure them', () => {
    for (const node of nodes) {
      expect(node.measured, node.id).toEqual({ width: 100, height: 40 })
      expect(node.handles, node.id).toBeDefined()
    }
  })

  it('have sockets of inputs at the left and of results at the right', () => {
    const middles = nodes.flatMap(({ id, handles = [] }) =>
      handles.map((handle) => [id, handle.id, handle.type, handle.x + 4.5, handle.y + 4.5]),
    )
    expect(middles).toEqual([
      ['build-api', 'order-in', 'target', 0, 20],
      ['build-api', 'order-out', 'source', 100, 20],
      ['build-api', 'in:revision', 'target', 6.5, 51.5],
      ['in:revision', 'out:value', 'source', 100, 20],
      ['out:url', 'in:value', 'target', 0, 20],
    ])
  })
})
