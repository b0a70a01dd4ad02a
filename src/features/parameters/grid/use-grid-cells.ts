import {
  type DataEditorRef,
  type DrawCellCallback,
  type DrawHeaderCallback,
  type GridCell,
  GridCellKind,
  type GridColumn,
  type GridSelection,
  type Item,
  type Rectangle,
  type TextCell,
  type Theme,
} from '@glideapps/glide-data-grid'
import { type RefObject, useCallback, useEffect, useLayoutEffect, useMemo, useRef } from 'react'
import { hueOf } from '#client/environments.ts'
import { checkValue } from '#domain/parameters/check-value.ts'
import { type Scope, scopeKey } from '#domain/parameters/scope.ts'
import { isSwitch, typeWords } from '#parts/values/type-words.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { cellSentence } from '../cell-sentence.ts'
import { useGroupWords } from '../group-words.ts'
import { parametersMessages } from '../messages.ts'
import { scopeWords } from '../scope-words.ts'
import { useValues } from '../values-context.ts'
import { changedCells, isSameShape, type ShownSheet } from './changed-cells.ts'
import { gridTheme, useGridColours } from './grid-colours.ts'
import { type GridLine, heads } from './grid-lines.ts'
import { paintCell } from './paint-cell.ts'
import { paintGroup, paintHead, paintRowHead } from './paint-head.ts'

const [narrowest, widest] = [164, 248]
// Pixels. On a phone, values must fit beside the names.
const widestOnPhone = 124
// Pixels of a letter in the names' monospaced font.
const letter = 7.3
const blank: TextCell = { kind: GridCellKind.Text, data: '', displayData: '', allowOverlay: false, readonly: true }

interface GridCells {
  readonly theme: Partial<Theme>
  readonly columns: readonly GridColumn[]
  readonly getCellContent: (cell: Item) => GridCell
  readonly drawCell: DrawCellCallback
  readonly drawHeader: DrawHeaderCallback
  readonly rowTheme: (row: number) => Partial<Theme> | undefined
  readonly isEditable: (line: GridLine | undefined, scope: Scope | undefined) => boolean
  readonly onVisible: (region: Rectangle) => void
}

// Milliseconds: a burst of typing causes one refresh.
const twinDelay = 400

/**
 * What the grid asks for while painting. The callbacks stay the same while values change, so that only changed cells
 * are repainted; a new shape (lines, columns, language, colours) repaints all.
 */
export function useGridCells(
  lines: readonly GridLine[],
  scopes: readonly Scope[],
  selected: RefObject<GridSelection>,
  grid: RefObject<DataEditorRef | null>,
  refreshTwin: () => void,
  isSmall: boolean,
): GridCells {
  const t = useMessages(parametersMessages)
  const groupWords = useGroupWords()
  const { sheet, published, world, reference, editable } = useValues()
  const colours = useGridColours()
  const theme = useMemo(() => gridTheme(colours), [colours])
  const types = useMemo(() => new Map(sheet.rows.map((row) => [row, typeWords(t, row)])), [sheet, t])
  const words = useMemo(() => ({ missing: t('missing'), notSet: t('notSet'), on: t('on'), off: t('off') }), [t])
  const own = useMemo(
    () => scopes.map(scopeKey).map((key) => [sheet.own(key), published.own(key)] as const),
    [scopes, sheet, published],
  )
  const { environments } = world
  // Headings are painted with each step of the selection.
  const hues = useMemo(() => new Map(environments.map(({ name }) => [name, hueOf(environments, name)])), [environments])
  const live = useRef({ lines, scopes, sheet, own, types, hues, groupWords })
  live.current = { lines, scopes, sheet, own, types, hues, groupWords }

  const shape = useSteady({ lines, scopes }, isSameShape)
  const shown: ShownSheet = { lines, scopes, sheet, own, reference }
  const painted = useRef(shown)
  const region = useRef<Rectangle>({ x: 0, y: 0, width: 0, height: 0 })
  const twin = useRef<ReturnType<typeof setTimeout>>(undefined)
  useLayoutEffect(() => {
    const before = painted.current
    painted.current = shown
    if (before.sheet === shown.sheet || !isSameShape(before, shown)) return
    const { x, y, width, height } = region.current
    const cells = changedCells(before, shown, { x: Math.max(0, x - heads), y, width: width + heads, height })
    grid.current?.updateCells(cells.map(([column, row]) => ({ cell: [column + heads, row] })))
    // Glide rebuilds its table for screen readers when the selection moves. After an undo nothing moves, so replace the
    // selection.
    clearTimeout(twin.current)
    twin.current = setTimeout(refreshTwin, twinDelay)
  })
  useEffect(() => () => clearTimeout(twin.current), [])

  const columns = useMemo((): readonly GridColumn[] => {
    return [
      { id: 'name', title: t('parameter'), group: '', width: isSmall ? widestOnPhone : nameWidth(shape.lines) },
      { id: 'type', title: t('type'), group: '', width: 124 },
      ...shape.scopes.map((scope) => ({
        id: scopeKey(scope),
        // Shortened when painted, but screen readers get all of it.
        title: scopeWords(t, scope),
        group: groupOf(scope, { project: t('layerProject'), environments: t('environments') }),
        // As wide as an environment's chip.
        width: 'environment' in scope ? 124 : 108,
      })),
    ]
  }, [isSmall, shape, t])

  const isEditable = useCallback(
    (line: GridLine | undefined, scope: Scope | undefined): boolean => {
      if (!editable || line?.kind !== 'row' || scope === undefined) return false
      const { state, layer } = live.current.sheet.cell(line.row, scope)
      return state !== 'none' && layer !== 'line'
    },
    [editable],
  )

  const getCellContent = useCallback(
    ([column, index]: Item): GridCell => {
      // A dependency on purpose: a new shape needs new callbacks.
      void shape
      const { lines: all, scopes: across, sheet: values, types: kinds, groupWords: named } = live.current
      const line = all[index]
      if (line === undefined) return blank
      if (line.kind === 'group') {
        const span: readonly [number, number] = column < heads ? [0, heads - 1] : [heads, heads + across.length - 1]
        const title = column < heads ? named(line.group) : ''
        return { ...blank, data: title, displayData: title, span }
      }
      if (column === 0) return { ...blank, data: line.row.name, displayData: line.row.name }
      const type = kinds.get(line.row) ?? ''
      if (column === 1) return { ...blank, data: type, displayData: type }
      const scope = across[column - heads]
      if (scope === undefined) return blank
      const cell = values.cell(line.row, scope)
      const data = cell.secret?.text ?? cell.value ?? ''
      const canEdit = isEditable(line, scope)
      return {
        kind: GridCellKind.Text,
        data,
        // A getter: only the table for screen readers reads it, not the painting of hundreds of cells.
        get displayData() {
          return cellSentence(t, cell)
        },
        copyData: data,
        allowOverlay: false,
        readonly: !canEdit,
      }
    },
    [isEditable, shape, t],
  )

  const drawCell = useCallback<DrawCellCallback>(
    ({ ctx, rect, col, row: index, highlighted }) => {
      void shape
      const { lines: all, scopes: across, sheet: values, own: sides, types: kinds, groupWords: named } = live.current
      const line = all[index]
      if (line === undefined) return
      if (line.kind === 'group') {
        if (col < heads) paintGroup(ctx, rect, colours, { ...line, title: named(line.group) })
        return
      }
      const { row } = line
      if (col < heads) {
        const range = selected.current.current?.range
        const isMarked = range !== undefined && index >= range.y && index < range.y + range.height
        const text = col === 0 ? row.name : (kinds.get(row) ?? '')
        paintRowHead(ctx, rect, colours, { text, isName: col === 0, isMarked })
        return
      }
      const scope = across[col - heads]
      if (scope === undefined) return
      const cell = values.cell(row, scope)
      const [mine, before] = sides[col - heads] ?? []
      paintCell(
        ctx,
        rect,
        colours,
        {
          cell,
          isLayer: scope.kind !== 'deployment',
          field: row.field,
          isSwitch: isSwitch(row.field),
          isDifferent: values.differs(row, scope, reference),
          isInvalid: cell.own !== undefined && checkValue(row.field, cell.own) !== undefined,
          isChanged: mine?.get(row.name) !== before?.get(row.name),
          words,
        },
        highlighted,
      )
    },
    [colours, reference, selected, shape, words],
  )

  const drawHeader = useCallback<DrawHeaderCallback>(
    ({ ctx, rect, columnIndex }, drawContent) => {
      const scope = shape.scopes[columnIndex - heads]
      if (scope === undefined) {
        drawContent()
        return
      }
      const range = selected.current.current?.range
      paintHead(ctx, rect, colours, {
        scope,
        title: titleOf(scope, t('allOf')),
        hue: ('environment' in scope ? live.current.hues.get(scope.environment) : undefined) ?? 'build',
        isMarked: range !== undefined && columnIndex >= range.x && columnIndex < range.x + range.width,
      })
    },
    [colours, selected, shape, t],
  )

  const rowTheme = useCallback(
    (index: number): Partial<Theme> | undefined =>
      shape.lines[index]?.kind === 'group' ? { bgCell: colours.sunken } : undefined,
    [colours, shape],
  )
  const onVisible = useCallback((next: Rectangle): void => {
    region.current = next
  }, [])
  return { theme, columns, getCellContent, drawCell, drawHeader, rowTheme, isEditable, onVisible }
}

/** Pixels for the longest name, up to a limit; longer names get an ellipsis. */
function nameWidth(lines: readonly GridLine[]): number {
  const longest = lines.reduce((most, line) => Math.max(most, line.kind === 'row' ? line.row.name.length : 0), 0)
  return Math.min(widest, Math.max(narrowest, Math.ceil(longest * letter) + 24))
}

/** Keeps the old object as long as the new one is equal. */
function useSteady<T>(value: T, isSame: (a: T, b: T) => boolean): T {
  const kept = useRef(value)
  if (!isSame(kept.current, value)) kept.current = value
  return kept.current
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
