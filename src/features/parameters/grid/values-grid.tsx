import {
  AllCellRenderers,
  DataEditorCore as DataEditor,
  type DataEditorRef,
  type EditListItem,
  GridCellKind,
  type GridKeyEventArgs,
  type GridSelection,
  ImageWindowLoaderImpl,
  type InnerGridCell,
  type Item,
  type Rectangle,
} from '@glideapps/glide-data-grid'
import '@glideapps/glide-data-grid/dist/index.css'
import { type RefObject, useRef } from 'react'
import { createPortal } from 'react-dom'
import type { Scope } from '#domain/parameters/scope.ts'
import { tellStep } from '#parts/step-toast.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { useMedia } from '#ui/narrow.ts'
import { openToast, showToast } from '#ui/toast.tsx'
import { useStable } from '#ui/use-stable.ts'
import { parametersMessages } from '../messages.ts'
import { useValues } from '../values-context.ts'
import { type Copied, copiedValues } from './copied-text.ts'
import { CellEntry, type CellEntryHandle } from './cell-entry.tsx'
import type { Step } from './entry-target.ts'
import { changeTo, clearing, pasting } from './grid-changes.ts'
import { type GridLine, heads } from './grid-lines.ts'
import { at, rangeOf, type SelectedRange, stepFrom } from './grid-selection.ts'
import { pasteWords } from './paste-words.ts'
import { useEntryTarget } from './use-entry-target.ts'
import { useGridCells } from './use-grid-cells.ts'
import { useGridParts } from './use-grid-parts.ts'
import { useGridSelection } from './use-grid-selection.ts'

export interface ValuesGridProps {
  readonly lines: readonly GridLine[]
  readonly scopes: readonly Scope[]
  /** The addresses that grid and page agreed on: the last one, and those that the page has yet to follow. */
  readonly told: RefObject<string[]>
  readonly onSelect: (range: SelectedRange | undefined) => void
}

// A screen reader hears what a cell says, not only the text that is edited there.
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
// The entry has the clipboard: it need not ask for it, and leaves out the heads of groups, which take nothing when they are pasted.
const keybindings = { search: false, downFill: true, rightFill: true, copy: false, cut: false, paste: false } as const

/** The sheet on a canvas: every cell of Deployments and layers, edited in place like a spreadsheet. */
export function ValuesGrid({ lines, scopes, told, onSelect }: ValuesGridProps) {
  const t = useMessages(parametersMessages)
  const { sheet, view, show, write, secretTexts, editor } = useValues()
  const frame = useRef<HTMLDivElement>(null)
  const entry = useRef<CellEntryHandle>(null)
  const grid = useRef<DataEditorRef>(null)
  const { selection, select, goTo, refresh, onMeasured } = useGridSelection({ lines, scopes, told, onSelect }, grid)
  const kept = useRef<string>(undefined)
  const closeRefusal = useRef<() => void>(undefined)
  const selected = useRef(selection)
  selected.current = selection
  const isSmall = useMedia('(max-width: 600px)')
  const cells = useGridCells(lines, scopes, selected, grid, refresh, isSmall)
  const { parts, find } = useGridParts(frame, entry)
  const current = selection.current?.cell
  const target = useEntryTarget(lines, scopes, cells.isEditable, current)
  const shown = { lines, scopes, sheet, secretTexts, isEditable: cells.isEditable }

  /** What was filled down or across: the grid asks for all its cells at once. */
  function handleFilled(items: readonly EditListItem[]): boolean {
    const changes = items.flatMap(({ location, value }) =>
      changeTo(shown, location, value.kind === GridCellKind.Text ? value.data : ''),
    )
    const count = changes.length
    if (write(changes, t('stepFill', { count }))) tellStep(editor, t('cellsFilled', { count }))
    return true
  }

  function handleDelete({ current: held }: GridSelection): boolean {
    const changes = clearing(shown, held === undefined ? [] : [held.range, ...held.rangeStack])
    if (changes.length === 0) handleRefused(target.refusal ?? t('nothingSetHere', { cell: target.label }))
    else write(changes, t('stepReset', { count: changes.length }))
    return false
  }

  function handleCopy(isCut: boolean): Copied | undefined {
    const range = rangeOf(selected.current, lines, scopes)
    if (range === undefined) return undefined
    if (isCut) handleDelete(selected.current)
    return copiedValues(sheet, range.rows, range.scopes)
  }

  function handlePaste(text: string): void {
    const range = selected.current.current?.range
    if (range === undefined) return
    const { changes, there, over, ...outcome } = pasting(shown, text, range)
    const done = write(changes, t('stepPaste', { count: changes.length }))
    const said = pasteWords(t, { ...outcome, count: changes.length + there })
    if (done) tellStep(editor, said)
    else showToast({ text: said })
    if (over === undefined) return
    // As in a spreadsheet, what was pasted stands selected.
    const cell: Item = [over.x, over.y]
    select({ ...at(cell), current: { cell, range: over, rangeStack: [] } })
  }

  /** What is being typed is a step already, which grows until the entry ends. */
  function handleKept(cell: Item, text: string): void {
    kept.current ??= `cell ${cell.join(' ')}`
    write(changeTo(shown, cell, text), undefined, kept.current)
  }

  function handleEntered(cell: Item, text: string | undefined, step: Step): void {
    const mark = kept.current
    kept.current = undefined
    if (text !== undefined) write(changeTo(shown, cell, text), undefined, mark)
    else if (mark !== undefined && editor.store.getState().history.mark === mark) editor.undo()
    if (mark !== undefined) editor.endBurst()
    const next = stepFrom(cell, step, lines, scopes.length)
    if (step !== 'none' && next !== undefined) goTo(next)
  }

  /** Said once for a word, however many letters it has. */
  function handleRefused(why: string): void {
    closeRefusal.current?.()
    closeRefusal.current = openToast({ text: why })
  }

  function handleKey(event: GridKeyEventArgs): void {
    if (event.key !== 'Home' || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return
    // The grid would go to the name of the first group, where there is nothing to edit.
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
  // The grid paints everything again when one of its callbacks is another one.
  const on = {
    selection: useStable(select),
    filled: useStable(handleFilled),
    delete: useStable(handleDelete),
    copy: useStable(handleCopy),
    paste: useStable(handlePaste),
    refused: useStable(handleRefused),
    entered: useStable(handleEntered),
    kept: useStable(handleKept),
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
        onCellsEdited={on.filled}
        onDelete={on.delete}
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
              grid={grid}
              {...parts}
              onEntered={on.entered}
              onKept={on.kept}
              onCopied={on.copy}
              onPasted={on.paste}
              onRefused={on.refused}
            />,
            parts.scroller,
          )}
    </div>
  )
}
