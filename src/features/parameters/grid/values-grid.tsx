import {
  CompactSelection,
  DataEditor,
  type DataEditorRef,
  type DrawCellCallback,
  type DrawHeaderCallback,
  type EditListItem,
  type GridCell,
  GridCellKind,
  type GridColumn,
  type GridSelection,
  type Item,
  type ProvideEditorCallback,
  type TextCell,
} from '@glideapps/glide-data-grid'
import '@glideapps/glide-data-grid/dist/index.css'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { hueOf } from '#client/environments.ts'
import { checkValue } from '#domain/parameters/check-value.ts'
import { choicesOf } from '#domain/parameters/parameter-field.ts'
import { planPaste } from '#domain/parameters/paste.ts'
import { type Scope, scopeKey } from '#domain/parameters/scope.ts'
import type { SheetRow } from '#domain/parameters/sheet-rows.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { showToast } from '#ui/toast.tsx'
import { parametersMessages } from '../messages.ts'
import { isSwitch, typeWords } from '#parts/values/type-words.ts'
import { useGroupWords } from '../group-words.ts'
import { useValues, type ValueChange } from '../values-context.ts'
import { choiceEditor } from './choice-editor.tsx'
import { gridTheme, useGridColours } from './grid-colours.ts'
import type { GridLine } from './grid-lines.ts'
import { paintCell } from './paint-cell.ts'
import { paintGroup, paintHead, paintRowHead } from './paint-head.ts'
import { ensurePortal } from './portal.ts'

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
  readonly onSelect: (range: SelectedRange | undefined) => void
}

const heads = 2
const nothing: GridSelection = { columns: CompactSelection.empty(), rows: CompactSelection.empty() }
const blank: TextCell = { kind: GridCellKind.Text, data: '', displayData: '', allowOverlay: false, readonly: true }

/** The sheet on a canvas: every cell of Deployments and layers, edited in place like a spreadsheet. */
export function ValuesGrid({ lines, scopes, onSelect }: ValuesGridProps) {
  const t = useMessages(parametersMessages)
  const groupWords = useGroupWords()
  const { sheet, published, world, reference, editable, view, show, write, secretKeys, editor } = useValues()
  const colours = useGridColours()
  const theme = useMemo(() => gridTheme(colours), [colours])
  const [selection, setSelection] = useState<GridSelection>(() =>
    selectionIn(lines, scopes, view.parameter, view.scope),
  )
  const selected = useRef(selection)
  selected.current = selection
  useEffect(ensurePortal, [])
  const grid = useRef<DataEditorRef>(null)
  const hasOpened = useRef(false)
  const place = useRef({ lines, scopes, onSelect })
  place.current = { lines, scopes, onSelect }
  useEffect(() => {
    // The address leads to a cell: when the page opens, and when a link of a chain was followed.
    const { lines: inSight, scopes: across, onSelect: tell } = place.current
    const next = selectionIn(inSight, across, view.parameter, view.scope)
    const now = rangeOf(selected.current, inSight, across)
    const isThere = now?.row.name === view.parameter && (now === undefined ? '' : scopeKey(now.scope)) === view.scope
    if (next.current === undefined || (isThere && hasOpened.current)) return undefined
    hasOpened.current = true
    if (!isThere) {
      setSelection(next)
      tell(rangeOf(next, inSight, across))
    }
    const [column, row] = next.current.cell
    // The grid knows its own size one frame later.
    const frame = requestAnimationFrame(() => grid.current?.scrollTo(column, row, 'both', 40, 40))
    return () => cancelAnimationFrame(frame)
  }, [view.parameter, view.scope])

  const keys = useMemo(() => scopes.map(scopeKey), [scopes])
  const own = useMemo(() => keys.map((key) => [sheet.own(key), published.own(key)] as const), [keys, sheet, published])
  const columns = useMemo((): readonly GridColumn[] => {
    const layer = { bgCell: colours.chrome }
    return [
      { id: 'name', title: t('parameter'), group: '', width: 164 },
      { id: 'type', title: t('type'), group: '', width: 112 },
      ...scopes.map((scope, index) => ({
        id: keys[index] ?? '',
        title: titleOf(scope, t('allOf')),
        group: groupOf(scope, { project: t('layerProject'), environments: t('environments') }),
        width: scope.kind === 'deployment' ? 124 : 108,
        ...(scope.kind === 'deployment' ? {} : { themeOverride: layer }),
      })),
    ]
  }, [colours, keys, scopes, t])

  const isEditable = useCallback(
    (row: SheetRow, scope: Scope): boolean => {
      const { state, layer } = sheet.cell(row, scope)
      return editable && state !== 'none' && layer !== 'line'
    },
    [editable, sheet],
  )

  const types = useMemo(() => new Map(sheet.rows.map((row) => [row, typeWords(t, row)])), [sheet, t])
  const getCellContent = useCallback(
    ([column, index]: Item): GridCell => {
      const line = lines[index]
      if (line === undefined) return blank
      if (line.kind === 'group') {
        const span: readonly [number, number] = column < heads ? [0, heads - 1] : [heads, heads + scopes.length - 1]
        return { ...blank, data: column < heads ? groupWords(line.group) : '', span }
      }
      if (column === 0) return { ...blank, data: line.row.name, displayData: line.row.name }
      if (column === 1) return { ...blank, data: types.get(line.row) ?? '' }
      const scope = scopes[column - heads]
      if (scope === undefined) return blank
      const cell = sheet.cell(line.row, scope)
      const data = cell.secret?.key ?? cell.value ?? ''
      const canEdit = isEditable(line.row, scope)
      return {
        kind: GridCellKind.Text,
        data,
        displayData: data,
        copyData: data,
        allowOverlay: canEdit,
        readonly: !canEdit,
      }
    },
    [groupWords, isEditable, lines, scopes, sheet, types],
  )

  const words = useMemo(() => ({ missing: t('missing'), notSet: t('notSet'), on: t('on'), off: t('off') }), [t])
  const drawCell = useCallback<DrawCellCallback>(
    ({ ctx, rect, col, row: index, highlighted }) => {
      const line = lines[index]
      if (line === undefined) return
      if (line.kind === 'group') {
        if (col < heads) paintGroup(ctx, rect, colours, { ...line, title: groupWords(line.group) })
        return
      }
      const { row } = line
      if (col < heads) {
        const range = selected.current.current?.range
        const isMarked = range !== undefined && index >= range.y && index < range.y + range.height
        paintRowHead(ctx, rect, colours, {
          text: col === 0 ? row.name : (types.get(row) ?? ''),
          isName: col === 0,
          isMarked,
        })
        return
      }
      const scope = scopes[col - heads]
      if (scope === undefined) return
      const cell = sheet.cell(row, scope)
      const [mine, before] = own[col - heads] ?? []
      const value = cell.own
      paintCell(
        ctx,
        rect,
        colours,
        {
          cell,
          field: row.field,
          isSwitch: isSwitch(row.field),
          isDifferent: sheet.differs(row, scope, reference),
          isInvalid: value !== undefined && checkValue(row.field, value) !== undefined,
          isChanged: mine?.get(row.name) !== before?.get(row.name),
          words,
        },
        highlighted,
      )
    },
    [colours, groupWords, lines, own, reference, scopes, sheet, types, words],
  )

  const drawHeader = useCallback<DrawHeaderCallback>(
    ({ ctx, rect, columnIndex }, drawContent) => {
      const scope = scopes[columnIndex - heads]
      if (scope === undefined) {
        drawContent()
        return
      }
      const range = selected.current.current?.range
      paintHead(ctx, rect, colours, {
        scope,
        title: titleOf(scope, t('allOf')),
        hue: 'environment' in scope ? hueOf(world.environments, scope.environment) : 'build',
        isMarked: range !== undefined && columnIndex >= range.x && columnIndex < range.x + range.width,
      })
    },
    [colours, scopes, t, world.environments],
  )

  function changeAt([column, index]: Item, value: string | undefined): ValueChange | undefined {
    const line = lines[index]
    const scope = scopes[column - heads]
    if (line?.kind !== 'row' || scope === undefined || !isEditable(line.row, scope)) return undefined
    return { row: line.row, scope, value }
  }

  function handleEdited(items: readonly EditListItem[]): boolean {
    const changes = items.flatMap(({ location, value }): ValueChange[] => {
      const text = value.kind === GridCellKind.Text ? value.data : ''
      const change = changeAt(location, text === '' ? undefined : text)
      if (change === undefined || isForeignSecret(change)) return []
      const cell = sheet.cell(change.row, change.scope)
      return (cell.secret?.key ?? cell.value ?? '') === text ? [] : [change]
    })
    write(changes)
    return true
  }

  /** A secret is chosen from what is kept for the environment: what is typed or pasted must never end up in a document. */
  function isForeignSecret({ row, scope, value }: ValueChange): boolean {
    if (!row.isSecret || value === undefined) return false
    return scope.kind !== 'deployment' || !secretKeys(scope.environment).includes(value)
  }

  function handleDelete({ current }: GridSelection): boolean {
    const changes = [current?.range, ...(current?.rangeStack ?? [])].flatMap((range) => {
      if (range === undefined) return []
      const found: ValueChange[] = []
      for (let index = range.y; index < range.y + range.height; index += 1) {
        for (let column = range.x; column < range.x + range.width; column += 1) {
          const change = changeAt([column, index], undefined)
          const cell = change === undefined ? undefined : sheet.cell(change.row, change.scope)
          if (change !== undefined && (cell?.own !== undefined || cell?.secret !== undefined)) found.push(change)
        }
      }
      return found
    })
    write(changes, t('stepReset', { count: changes.length }))
    return false
  }

  function handlePaste([column, index]: Item, block: readonly (readonly string[])[]): boolean {
    const rows = lines.flatMap((line) => (line.kind === 'row' ? [line.row] : []))
    const line = lines[index]
    const row = line?.kind === 'row' ? rows.indexOf(line.row) : 0
    const plan = planPaste(block, rows, scopes, { row, scope: column - heads })
    const changes = plan.values.filter((change) => isEditable(change.row, change.scope) && !isForeignSecret(change))
    const left = plan.left + plan.values.length - changes.length
    const done = write(changes, t('stepPaste', { count: changes.length }))
    const text = left === 0 ? t('pasted', { count: changes.length }) : t('pastedLeft', { count: changes.length, left })
    showToast({ text, ...(done ? { onUndo: editor.undo } : {}) })
    return false
  }

  const provideEditor = useCallback<ProvideEditorCallback<GridCell>>(() => {
    const [column = 0, index = 0] = selected.current.current?.cell ?? []
    const line = lines[index]
    const scope = scopes[column - heads]
    if (line?.kind !== 'row' || scope === undefined) return undefined
    const { row } = line
    const choices = row.isSecret
      ? scope.kind === 'deployment'
        ? secretKeys(scope.environment)
        : []
      : choicesOf(row.field)
    return choices === undefined
      ? undefined
      : choiceEditor(
          row.name,
          choices.map((id) => ({ id, title: isSwitch(row.field) ? (id === 'true' ? words.on : words.off) : id })),
        )
  }, [lines, scopes, secretKeys, words])

  function handleSelection(next: GridSelection): void {
    setSelection(next)
    onSelect(rangeOf(next, lines, scopes))
  }

  function toggle([, index]: Item): void {
    const line = lines[index]
    if (line?.kind !== 'group') return
    show({ closed: line.isOpen ? [...view.closed, line.group] : view.closed.filter((group) => group !== line.group) })
  }

  return (
    <DataEditor
      ref={grid}
      width="100%"
      height="100%"
      columns={columns}
      rows={lines.length}
      rowHeight={29}
      headerHeight={31}
      groupHeaderHeight={28}
      freezeColumns={heads}
      smoothScrollX
      smoothScrollY
      theme={theme}
      getCellContent={getCellContent}
      getCellsForSelection
      drawCell={drawCell}
      drawHeader={drawHeader}
      getRowThemeOverride={(index) => (lines[index]?.kind === 'group' ? { bgCell: colours.sunken } : undefined)}
      gridSelection={selection}
      onGridSelectionChange={handleSelection}
      onCellsEdited={handleEdited}
      onDelete={handleDelete}
      onPaste={handlePaste}
      provideEditor={provideEditor}
      onCellClicked={toggle}
      onCellActivated={toggle}
      fillHandle
      rangeSelect="multi-rect"
      columnSelect="none"
      rowSelect="none"
      keybindings={{ search: false, downFill: true, rightFill: true }}
    />
  )
}

function titleOf(scope: Scope, all: string): string {
  switch (scope.kind) {
    case 'project':
    case 'application':
      return all
    case 'environment':
      return scope.environment
    case 'deployment':
      return scope.deployment
  }
}

function groupOf(scope: Scope, words: { readonly project: string; readonly environments: string }): string {
  switch (scope.kind) {
    case 'project':
      return words.project
    case 'environment':
      return words.environments
    case 'application':
    case 'deployment':
      return scope.application
  }
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
  const cell: Item = [column + heads, row]
  return { ...nothing, current: { cell, range: { x: cell[0], y: row, width: 1, height: 1 }, rangeStack: [] } }
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
