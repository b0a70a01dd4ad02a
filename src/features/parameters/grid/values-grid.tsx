import {
  AllCellRenderers,
  CompactSelection,
  DataEditorCore as DataEditor,
  type DataEditorRef,
  type EditListItem,
  type GridCell,
  GridCellKind,
  type GridKeyEventArgs,
  type GridSelection,
  ImageWindowLoaderImpl,
  type InnerGridCell,
  type Item,
  type ProvideEditorCallback,
  type Rectangle,
} from '@glideapps/glide-data-grid'
import '@glideapps/glide-data-grid/dist/index.css'
import { type RefObject, useCallback, useEffect, useRef, useState } from 'react'
import { choicesOf } from '#domain/parameters/parameter-field.ts'
import { blockFor, planPaste } from '#domain/parameters/paste.ts'
import { type Scope, scopeKey } from '#domain/parameters/scope.ts'
import type { SheetRow } from '#domain/parameters/sheet-rows.ts'
import { isSwitch } from '#parts/values/type-words.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { showToast } from '#ui/toast.tsx'
import { useStable } from '#ui/use-stable.ts'
import { parametersMessages } from '../messages.ts'
import { scopeWords } from '../scope-words.ts'
import { useValues, type ValueChange } from '../values-context.ts'
import { addressOf } from './cell-address.ts'
import { choiceEditor } from './choice-editor.tsx'
import { earlyKeys } from './early-keys.ts'
import type { GridLine } from './grid-lines.ts'
import { ensurePortal } from './portal.ts'
import { textEditor } from './text-editor.tsx'
import { heads, useGridCells } from './use-grid-cells.ts'

/** Parameters that stand in the selected range, and the scopes that it spans. */
export interface SelectedRange {
  readonly row: SheetRow
  readonly scope: Scope
  readonly rows: readonly SheetRow[]
  readonly scopes: readonly Scope[]
}

export interface ValuesGridProps {
  readonly lines: readonly GridLine[]
  readonly scopes: readonly Scope[]
  /** The address that grid and page agreed on last. */
  readonly told: RefObject<string | undefined>
  readonly onSelect: (range: SelectedRange | undefined) => void
}

const nothing: GridSelection = { columns: CompactSelection.empty(), rows: CompactSelection.empty() }
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
const keybindings = { search: false, downFill: true, rightFill: true } as const

/** The sheet on a canvas: every cell of Deployments and layers, edited in place like a spreadsheet. */
export function ValuesGrid({ lines, scopes, told, onSelect }: ValuesGridProps) {
  const t = useMessages(parametersMessages)
  const { sheet, view, show, write, secretKeys, editor } = useValues()
  const [selection, setSelection] = useState<GridSelection>(() =>
    selectionIn(lines, scopes, view.parameter, view.scope),
  )
  const selected = useRef(selection)
  selected.current = selection
  useEffect(ensurePortal, [])
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

  const [early] = useState(earlyKeys)
  const refreshTwin = useCallback((): void => setSelection((now) => ({ ...now })), [])
  const cells = useGridCells(lines, scopes, selected, grid, refreshTwin)

  function changeAt([column, index]: Item, value: string | undefined): ValueChange | undefined {
    const line = lines[index]
    const scope = scopes[column - heads]
    if (line?.kind !== 'row' || scope === undefined || !cells.isEditable(line, scope)) return undefined
    return { row: line.row, scope, value }
  }

  function handleEdited(items: readonly EditListItem[]): boolean {
    const changes = items.flatMap(({ location, value }): ValueChange[] => {
      const text = value.kind === GridCellKind.Text ? value.data : ''
      const change = changeAt(location, text === '' ? undefined : text)
      if (change === undefined || isForeignSecret(change)) return []
      const cell = sheet.cell(change.row, change.scope)
      // A value that the cell only inherits can be pinned by typing it again.
      return (cell.secret?.key ?? cell.own ?? '') === text ? [] : [change]
    })
    write(changes)
    return true
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

  function handlePaste([column, index]: Item, pasted: readonly (readonly string[])[]): boolean {
    const block = blockFor(pasted, selected.current.current?.range ?? { width: 1, height: 1 })
    const rows = lines.flatMap((line) => (line.kind === 'row' ? [line.row] : []))
    // On the head of a group, the block begins below it.
    const line = lines.slice(index).find(({ kind }) => kind === 'row')
    const row = line?.kind === 'row' ? rows.indexOf(line.row) : rows.length
    const plan = planPaste(block, rows, scopes, { row, scope: column - heads })
    const takes = (change: ValueChange): boolean =>
      cells.isEditable({ kind: 'row', row: change.row }, change.scope) && !isForeignSecret(change)
    // An empty field on a cell that sets nothing has nothing to do.
    const changes = plan.values.filter((change) => takes(change) && (change.value !== undefined || isSet(change)))
    const left = plan.left + plan.values.filter((change) => change.value !== undefined && !takes(change)).length
    const done = write(changes, t('stepPaste', { count: changes.length }))
    const text = left === 0 ? t('pasted', { count: changes.length }) : t('pastedLeft', { count: changes.length, left })
    showToast({ text, ...(done ? { onUndo: editor.undo } : {}) })
    // As in a spreadsheet, what was pasted stands selected.
    const [width, height] = [Math.max(1, ...block.map((one) => one.length)), Math.max(1, block.length)]
    const range = {
      x: column,
      y: index,
      width: Math.min(width, scopes.length + heads - column),
      height: Math.min(height, lines.length - index),
    }
    if (!plan.byName) handleSelection({ ...nothing, current: { cell: [column, index], range, rangeStack: [] } })
    return false
  }

  function editorFor(): ReturnType<ProvideEditorCallback<GridCell>> {
    const [column = 0, index = 0] = selected.current.current?.cell ?? []
    const line = lines[index]
    const scope = scopes[column - heads]
    if (line?.kind !== 'row' || scope === undefined) return undefined
    const { row } = line
    const label = `${row.name}, ${scopeWords(t, scope)}`
    const choices = row.isSecret
      ? scope.kind === 'deployment'
        ? secretKeys(scope.environment)
        : []
      : choicesOf(row.field)
    if (choices === undefined) return textEditor(label, early)
    const cell = sheet.cell(row, scope)
    const title = (id: string): string => (isSwitch(row.field) ? t(id === 'true' ? 'on' : 'off') : id)
    return choiceEditor({
      label,
      choices: choices.map((id) => ({ id, title: title(id) })),
      current: cell.secret?.key ?? cell.value ?? '',
      own: cell.secret?.key ?? cell.own ?? '',
      empty: row.isSecret && 'environment' in scope ? t('noSecrets', { environment: scope.environment }) : '',
      early,
    })
  }

  /** Keeps what is typed until the editor that the first key has opened is there. */
  function handleKey(event: GridKeyEventArgs): void {
    if (early.keep(event)) {
      event.cancel()
      event.preventDefault()
      return
    }
    if (event.key === 'Home' && (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey) {
      // The grid would go to the name of the first group, where there is nothing to edit.
      const first: Item = [heads, lines.findIndex(({ kind }) => kind === 'row')]
      if (first[1] < 0 || scopes.length === 0) return
      event.cancel()
      event.preventDefault()
      handleSelection(at(first))
      grid.current?.scrollTo(...first)
      return
    }
    const [column, index] = selected.current.current?.cell ?? []
    if (column === undefined || index === undefined) return
    const opens = event.key === 'Enter' || (event.key.length === 1 && /[ -~]/.test(event.key))
    if (!opens || event.ctrlKey || event.metaKey || event.altKey || !cells.isInSight([column, index])) return
    if (cells.isEditable(lines[index], scopes[column - heads])) early.begin()
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

  // The grid paints everything again when one of its callbacks is another one.
  function handleVisible(region: Rectangle): void {
    cells.onVisible(region)
    if (isMeasured.current || region.width === 0) return
    // The grid knows its own size now, and can be led to a cell from the next frame on.
    isMeasured.current = true
    frameOnce(scrollToWanted)
  }
  const on = {
    selection: useStable(handleSelection),
    edited: useStable(handleEdited),
    delete: useStable(handleDelete),
    paste: useStable(handlePaste),
    key: useStable(handleKey),
    editor: useStable(editorFor),
    toggle: useStable(toggle),
    visible: useStable(handleVisible),
  }
  return (
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
      onCellsEdited={on.edited}
      onDelete={on.delete}
      onPaste={on.paste}
      onKeyDown={on.key}
      provideEditor={on.editor}
      onCellClicked={on.toggle}
      onCellActivated={on.toggle}
      fillHandle
      rangeSelect="multi-rect"
      columnSelect="none"
      rowSelect="none"
      keybindings={keybindings}
    />
  )
}

function frameOnce(run: () => void): () => void {
  const frame = requestAnimationFrame(run)
  return () => cancelAnimationFrame(frame)
}

function selectionIn(
  lines: readonly GridLine[],
  scopes: readonly Scope[],
  parameter: string | undefined,
  scope: string | undefined,
): GridSelection {
  const row = lines.findIndex((line) => line.kind === 'row' && line.row.name === parameter)
  const column = scopes.findIndex((one) => scopeKey(one) === scope)
  if (row < 0 || column < 0) return nothing
  return at([column + heads, row])
}

function at(cell: Item): GridSelection {
  return { ...nothing, current: { cell, range: { x: cell[0], y: cell[1], width: 1, height: 1 }, rangeStack: [] } }
}

function rangeOf(
  { current }: GridSelection,
  lines: readonly GridLine[],
  scopes: readonly Scope[],
): SelectedRange | undefined {
  if (current === undefined) return undefined
  const line = lines[current.cell[1]]
  const scope = scopes[current.cell[0] - heads]
  if (line?.kind !== 'row' || scope === undefined) return undefined
  const { x, y, width, height } = current.range
  return {
    row: line.row,
    scope,
    rows: lines.slice(y, y + height).flatMap((one) => (one.kind === 'row' ? [one.row] : [])),
    scopes: scopes.slice(Math.max(0, x - heads), Math.max(0, x - heads + width)),
  }
}
