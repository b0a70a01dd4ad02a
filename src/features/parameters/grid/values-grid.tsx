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
import { type RefObject, useCallback, useEffect, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import { choicesOf } from '#domain/parameters/parameter-field.ts'
import { planPaste } from '#domain/parameters/paste.ts'
import type { Scope } from '#domain/parameters/scope.ts'
import { tellStep } from '#parts/step-toast.ts'
import { isSwitch } from '#parts/values/type-words.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { showToast } from '#ui/toast.tsx'
import { useStable } from '#ui/use-stable.ts'
import { parametersMessages } from '../messages.ts'
import { cellSentence } from '../cell-sentence.ts'
import { scopeWords } from '../scope-words.ts'
import { pasteWords } from './paste-words.ts'
import { useValues, type ValueChange } from '../values-context.ts'
import { addressOf } from './cell-address.ts'
import { CellEntry, type CellEntryHandle } from './cell-entry.tsx'
import type { EntryTarget, Step } from './entry-target.ts'
import type { GridLine } from './grid-lines.ts'
import { at, rangeOf, type SelectedRange, selectionIn, stepFrom } from './grid-selection.ts'
import { heads, useGridCells } from './use-grid-cells.ts'

export interface ValuesGridProps {
  readonly lines: readonly GridLine[]
  readonly scopes: readonly Scope[]
  /** The address that grid and page agreed on last. */
  readonly told: RefObject<string | undefined>
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
// Texts come from the entry, which is given them without having to ask for the clipboard.
const keybindings = { search: false, downFill: true, rightFill: true, paste: false } as const

/** The sheet on a canvas: every cell of Deployments and layers, edited in place like a spreadsheet. */
export function ValuesGrid({ lines, scopes, told, onSelect }: ValuesGridProps) {
  const t = useMessages(parametersMessages)
  const { sheet, view, show, write, secretKeys, editor } = useValues()
  const [selection, setSelection] = useState<GridSelection>(() =>
    selectionIn(lines, scopes, view.parameter, view.scope),
  )
  const selected = useRef(selection)
  selected.current = selection
  const frame = useRef<HTMLDivElement>(null)
  const entry = useRef<CellEntryHandle>(null)
  const [parts, setParts] = useState<GridParts>()
  const grid = useRef<DataEditorRef>(null)
  const wanted = useRef<Item>(undefined)
  const isMeasured = useRef(false)
  const scrollToWanted = useCallback((): void => {
    if (wanted.current === undefined || !isMeasured.current) return
    const [column, row] = wanted.current
    wanted.current = undefined
    grid.current?.scrollTo(column, row, 'both', 40, 40)
  }, [])
  const place = useRef({ lines, scopes, onSelect })
  place.current = { lines, scopes, onSelect }
  useEffect(() => {
    // The address leads to a cell: when the page opens, and when a link of a chain was followed.
    const { lines: inSight, scopes: across, onSelect: tell } = place.current
    const next = selectionIn(inSight, across, view.parameter, view.scope)
    // A hand may be two cells further already when its first step arrives in the address.
    const isEcho = addressOf(view.parameter, view.scope) === told.current
    if (next.current === undefined || isEcho) return undefined
    told.current = addressOf(view.parameter, view.scope)
    setSelection(next)
    tell(rangeOf(next, inSight, across))
    wanted.current = next.current.cell
    return frameOnce(scrollToWanted)
  }, [view.parameter, view.scope, told, scrollToWanted])

  const refreshTwin = useCallback((): void => setSelection((now) => ({ ...now })), [])
  const cells = useGridCells(lines, scopes, selected, grid, refreshTwin)

  function changeAt([column, index]: Item, value: string | undefined): ValueChange | undefined {
    const line = lines[index]
    const scope = scopes[column - heads]
    if (line?.kind !== 'row' || scope === undefined || !cells.isEditable(line, scope)) return undefined
    return { row: line.row, scope, value }
  }

  /** What was filled down or across: the grid asks for all its cells at once. */
  function handleFilled(items: readonly EditListItem[]): boolean {
    const changes = items.flatMap(({ location, value }): readonly ValueChange[] =>
      changeTo(location, value.kind === GridCellKind.Text ? value.data : ''),
    )
    const count = changes.length
    if (write(changes, t('stepFill', { count }))) tellStep(editor, t('cellsFilled', { count }))
    return true
  }

  /** The change that a text makes of a cell, if it makes one and the cell takes it. */
  function changeTo(location: Item, text: string): readonly ValueChange[] {
    const change = changeAt(location, text === '' ? undefined : text)
    if (change === undefined || isForeignSecret(change)) return []
    const cell = sheet.cell(change.row, change.scope)
    // A value that the cell only inherits can be pinned by typing it again.
    return (cell.secret?.key ?? cell.own ?? '') === text ? [] : [change]
  }

  /** A secret is chosen from what is kept for the environment: what is typed or pasted must never end up in a document. */
  function isForeignSecret({ row, scope, value }: ValueChange): boolean {
    if (!row.isSecret || value === undefined) return false
    return scope.kind !== 'deployment' || !secretKeys(scope.environment).includes(value)
  }

  /** Whether the very cell says something, so that there is something to take out. */
  function isSet({ row, scope }: ValueChange): boolean {
    const cell = sheet.cell(row, scope)
    return cell.own !== undefined || cell.secret !== undefined
  }

  function handleDelete({ current }: GridSelection): boolean {
    const changes = [current?.range, ...(current?.rangeStack ?? [])].flatMap((range) => {
      if (range === undefined) return []
      const found: ValueChange[] = []
      for (let index = range.y; index < range.y + range.height; index += 1) {
        for (let column = range.x; column < range.x + range.width; column += 1) {
          const change = changeAt([column, index], undefined)
          if (change !== undefined && isSet(change)) found.push(change)
        }
      }
      return found
    })
    write(changes, t('stepReset', { count: changes.length }))
    return false
  }

  function handlePaste(text: string): void {
    const { range: over } = selected.current.current ?? {}
    if (over === undefined) return
    const [column, index] = [over.x, over.y]
    const rows = lines.flatMap((line) => (line.kind === 'row' ? [line.row] : []))
    // On the head of a group, the block begins below it.
    const line = lines.slice(index).find(({ kind }) => kind === 'row')
    const row = line?.kind === 'row' ? rows.indexOf(line.row) : rows.length
    const plan = planPaste(text, rows, scopes, { ...over, row, scope: column - heads })
    const takes = (change: ValueChange): boolean =>
      cells.isEditable({ kind: 'row', row: change.row }, change.scope) && !isForeignSecret(change)
    // An empty field on a cell that sets nothing has nothing to do.
    const changes = plan.values.filter((change) => takes(change) && (change.value !== undefined || isSet(change)))
    const left = plan.left + plan.values.filter((change) => change.value !== undefined && !takes(change)).length
    const done = write(changes, t('stepPaste', { count: changes.length }))
    const said = pasteWords(t, { count: changes.length, left, unknown: plan.unknown })
    if (done) tellStep(editor, said)
    else showToast({ text: said })
    if (plan.over === undefined) return
    // As in a spreadsheet, what was pasted stands selected.
    const range = {
      x: column,
      y: index,
      width: Math.min(plan.over.width, scopes.length + heads - column),
      height: Math.min(plan.over.height, lines.length - index),
    }
    handleSelection({ ...at([column, index]), current: { cell: [column, index], range, rangeStack: [] } })
  }

  /** What the selected cell says and takes. */
  function targetOf([column = 0, index = 0]: Item | readonly [] = []): EntryTarget {
    const line = lines[index]
    const scope = scopes[column - heads]
    const nothingToWrite = { text: undefined, choices: undefined, isOpen: false, empty: '' }
    if (line?.kind !== 'row' || scope === undefined)
      return { ...nothingToWrite, label: line?.kind === 'row' ? line.row.name : t('grid') }
    const { row } = line
    const cell = sheet.cell(row, scope)
    const label = `${row.name}, ${scopeWords(t, scope)}, ${cellSentence(t, cell)}`
    if (!cells.isEditable(line, scope)) return { ...nothingToWrite, label }
    const text = cell.secret?.key ?? cell.value ?? ''
    const keys = row.isSecret ? (scope.kind === 'deployment' ? secretKeys(scope.environment) : []) : undefined
    const title = (id: string): string => (isSwitch(row.field) ? t(id === 'true' ? 'on' : 'off') : id)
    const choices = (keys ?? choicesOf(row.field))?.map((id) => ({ id, title: title(id) }))
    const empty = row.isSecret && 'environment' in scope ? t('noSecrets', { environment: scope.environment }) : ''
    return { label, text, choices, isOpen: !row.isSecret, empty }
  }

  function handleEntered(cell: Item, text: string | undefined, step: Step): void {
    if (text !== undefined) write(changeTo(cell, text))
    const next = stepFrom(cell, step, lines, scopes.length)
    if (step === 'none' || next === undefined) return
    handleSelection(at(next))
    grid.current?.scrollTo(...next)
  }

  function handleKey(event: GridKeyEventArgs): void {
    if (event.key !== 'Home' || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return
    // The grid would go to the name of the first group, where there is nothing to edit.
    const first: Item = [heads, lines.findIndex(({ kind }) => kind === 'row')]
    if (first[1] < 0 || scopes.length === 0) return
    event.cancel()
    event.preventDefault()
    handleSelection(at(first))
    grid.current?.scrollTo(...first)
  }

  function handleSelection(next: GridSelection): void {
    setSelection(next)
    onSelect(rangeOf(next, lines, scopes))
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

  // The keyboard is in one place while the grid has it, whatever part of it was meant.
  useEffect(() => {
    if (parts === undefined) return undefined
    function handleFocus({ isTrusted }: FocusEvent): void {
      if (isTrusted) entry.current?.focus()
    }
    // Reached by Tab through the entry alone.
    parts.canvas.tabIndex = -1
    if (parts.canvas.contains(document.activeElement)) entry.current?.focus()
    parts.canvas.addEventListener('focusin', handleFocus)
    return () => parts.canvas.removeEventListener('focusin', handleFocus)
  }, [parts])

  // The grid paints everything again when one of its callbacks is another one.
  function handleVisible(region: Rectangle): void {
    cells.onVisible(region)
    setParts((known) => known ?? partsOf(frame.current))
    if (isMeasured.current || region.width === 0) return
    // The grid knows its own size now, and can be led to a cell from the next frame on.
    isMeasured.current = true
    frameOnce(scrollToWanted)
  }
  const on = {
    selection: useStable(handleSelection),
    filled: useStable(handleFilled),
    delete: useStable(handleDelete),
    paste: useStable(handlePaste),
    entered: useStable(handleEntered),
    activated: useStable(handleActivated),
    key: useStable(handleKey),
    toggle: useStable(toggle),
    visible: useStable(handleVisible),
  }
  const current = selection.current?.cell
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
        freezeColumns={heads}
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
              target={targetOf(current)}
              grid={grid}
              {...parts}
              onEntered={on.entered}
              onPasted={on.paste}
            />,
            parts.scroller,
          )}
    </div>
  )
}

/** The elements of the grid that an entry works with; they are there once it has painted. */
interface GridParts {
  readonly canvas: HTMLElement
  readonly scroller: HTMLElement
}

function partsOf(frame: HTMLElement | null): GridParts | undefined {
  const canvas = frame?.querySelector<HTMLElement>('[data-testid="data-grid-canvas"]')
  const scroller = frame?.querySelector<HTMLElement>('.dvn-scroller')
  return canvas && scroller ? { canvas, scroller } : undefined
}

function frameOnce(run: () => void): () => void {
  const frame = requestAnimationFrame(run)
  return () => cancelAnimationFrame(frame)
}
