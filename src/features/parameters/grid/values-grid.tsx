import {
  AllCellRenderers,
  DataEditorCore as DataEditor,
  type DataEditorRef,
  GridCellKind,
  type GridKeyEventArgs,
  ImageWindowLoaderImpl,
  type InnerGridCell,
  type Item,
  type Rectangle,
} from '@glideapps/glide-data-grid'
import '@glideapps/glide-data-grid/dist/index.css'
import { type RefObject, useRef } from 'react'
import { createPortal } from 'react-dom'
import type { Scope } from '#domain/parameters/scope.ts'
import { useMedia } from '#ui/narrow.ts'
import { useStable } from '#ui/use-stable.ts'
import { useValues } from '../values-context.ts'
import { CellEntry, type CellEntryHandle } from './cell-entry.tsx'
import { type GridLine, heads } from './grid-lines.ts'
import type { SelectedRange } from './grid-selection.ts'
import { useEntryTarget } from './use-entry-target.ts'
import { useGridCells } from './use-grid-cells.ts'
import { useGridEdits } from './use-grid-edits.ts'
import { useGridParts } from './use-grid-parts.ts'
import { useGridSelection } from './use-grid-selection.ts'

export interface ValuesGridProps {
  readonly lines: readonly GridLine[]
  readonly scopes: readonly Scope[]
  /** The last address that grid and page agree on, then those that the page has yet to reach. */
  readonly addresses: RefObject<string[]>
  readonly onSelect: (range: SelectedRange | undefined) => void
}

// Screen readers get the whole description of a cell, not only its text.
const renderers = AllCellRenderers.map((renderer) =>
  renderer.kind === GridCellKind.Text
    ? {
        ...renderer,
        getAccessibilityString: (cell: InnerGridCell) =>
          cell.kind === GridCellKind.Text ? cell.displayData : renderer.getAccessibilityString(cell),
      }
    : renderer,
)
const imageWindowLoader = new ImageWindowLoaderImpl()
// Copying is up to the entry: it needs no permission, and leaves out headings, which could not be pasted.
const keybindings = { search: false, downFill: true, rightFill: true, copy: false, cut: false, paste: false } as const

/** The sheet on a canvas: every value of Deployments and layers, edited in place as in a spreadsheet. */
export function ValuesGrid({ lines, scopes, addresses, onSelect }: ValuesGridProps) {
  const { sheet, view, show, secretTexts } = useValues()
  const frame = useRef<HTMLDivElement>(null)
  const entry = useRef<CellEntryHandle>(null)
  const grid = useRef<DataEditorRef>(null)
  const { selection, select, goTo, refresh, onMeasured } = useGridSelection(
    { lines, scopes, addresses, onSelect },
    grid,
  )
  const selected = useRef(selection)
  selected.current = selection
  const isSmall = useMedia('(max-width: 600px)')
  const cells = useGridCells(lines, scopes, selected, grid, refresh, isSmall)
  const { parts, find } = useGridParts(frame, entry)
  const current = selection.current?.cell
  const target = useEntryTarget(lines, scopes, cells.isEditable, current)
  const shown = { lines, scopes, sheet, secretTexts, isEditable: cells.isEditable }
  const { onFilled, onDelete, ...entryEvents } = useGridEdits(shown, target, selected, { select, goTo })

  function handleKey(event: GridKeyEventArgs): void {
    if (event.key !== 'Home' || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return
    // By default the grid would go to the heading of the first group, which has nothing to edit.
    const first: Item = [heads, lines.findIndex(({ kind }) => kind === 'row')]
    if (first[1] < 0 || scopes.length === 0) return
    event.cancel()
    event.preventDefault()
    goTo(first)
  }

  function toggle([, index]: Item): void {
    const line = lines[index]
    if (line?.kind !== 'group') return
    show({ closed: line.isOpen ? [...view.closed, line.group] : view.closed.filter((group) => group !== line.group) })
  }

  function handleActivated(cell: Item): void {
    if (lines[cell[1]]?.kind === 'group') toggle(cell)
    else entry.current?.open()
  }

  function handleVisible(region: Rectangle): void {
    cells.onVisible(region)
    find()
    if (region.width > 0) onMeasured()
  }
  // Stable, since a new callback would make the grid repaint everything.
  const on = {
    selection: useStable(select),
    activated: useStable(handleActivated),
    key: useStable(handleKey),
    toggle: useStable(toggle),
    visible: useStable(handleVisible),
  }
  return (
    <div ref={frame} className="lw-values-frame">
      <DataEditor
        ref={grid}
        renderers={renderers}
        imageWindowLoader={imageWindowLoader}
        width="100%"
        height="100%"
        columns={cells.columns}
        rows={lines.length}
        rowHeight={29}
        headerHeight={31}
        groupHeaderHeight={28}
        freezeColumns={isSmall ? 1 : heads}
        smoothScrollX
        smoothScrollY
        theme={cells.theme}
        getCellContent={cells.getCellContent}
        getCellsForSelection
        drawCell={cells.drawCell}
        drawHeader={cells.drawHeader}
        getRowThemeOverride={cells.rowTheme}
        onVisibleRegionChanged={on.visible}
        gridSelection={selection}
        onGridSelectionChange={on.selection}
        onCellsEdited={onFilled}
        onDelete={onDelete}
        onKeyDown={on.key}
        onCellClicked={on.toggle}
        onCellActivated={on.activated}
        editOnType={false}
        fillHandle
        rangeSelect="multi-rect"
        spanRangeBehavior="allowPartial"
        columnSelect="none"
        rowSelect="none"
        keybindings={keybindings}
      />
      {parts === undefined
        ? null
        : createPortal(
            <CellEntry
              ref={entry}
              cell={current}
              target={target}
              shown={shown}
              grid={grid}
              {...parts}
              {...entryEvents}
            />,
            parts.scroller,
          )}
    </div>
  )
}
