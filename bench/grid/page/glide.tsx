import { DataEditor, type EditableGridCell, type GridCell, GridCellKind, type Item } from '@glideapps/glide-data-grid'
import '@glideapps/glide-data-grid/dist/index.css'
import { useCallback, useState } from 'react'
import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import { sizeOf } from './many-values.ts'

const { rows, columns } = sizeOf(location.search)
// Two head columns and the layers, like the product's grid.
const heads = 2
const width = heads + 1 + Math.min(4, columns) + Math.ceil(columns / Math.min(4, columns)) + columns
const titles = Array.from({ length: width }, (_, index) => ({
  id: String(index),
  title: `Column ${String(index)}`,
  width: 120,
  group: `Group ${String(Math.floor(index / 5))}`,
}))
const cells = Array.from({ length: rows }, (_, row) => titles.map((_title, column) => `v-${String(row * column)}`))

/** The bare library with as many plain-text cells, each edited in place: the cost of a grid without domain knowledge. */
function Bare() {
  const [, setChanged] = useState(0)
  const getCellContent = useCallback(([column, row]: Item): GridCell => {
    const data = cells[row]?.[column] ?? ''
    return { kind: GridCellKind.Text, data, displayData: data, allowOverlay: true }
  }, [])
  function handleEdited([column, row]: Item, value: EditableGridCell): void {
    const line = cells[row]
    if (line !== undefined && value.kind === GridCellKind.Text) line[column] = value.data
    setChanged((count) => count + 1)
  }
  return (
    <div style={{ height: '100vh' }}>
      <DataEditor
        width="100%"
        height="100%"
        columns={titles}
        rows={rows}
        rowHeight={29}
        headerHeight={31}
        groupHeaderHeight={28}
        freezeColumns={heads}
        smoothScrollX
        smoothScrollY
        getCellContent={getCellContent}
        getCellsForSelection
        onCellEdited={handleEdited}
        fillHandle
        rangeSelect="multi-rect"
      />
      <div id="portal" />
    </div>
  )
}

const root = document.getElementById('root')
Object.assign(window, {
  open() {
    if (root !== null) flushSync(() => createRoot(root).render(<Bare />))
  },
})
