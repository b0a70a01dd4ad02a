import { SlidersHorizontal } from 'lucide-react'
import { Suspense, useCallback, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react'
import { draftedText } from '#client/change-set/editor.ts'
import { openYamlOnce } from '#domain/line/yaml-text.ts'
import { type Scope, scopeDocument, scopeKey } from '#domain/parameters/scope.ts'
import { Button } from '#ui/button.tsx'
import { EmptyState } from '#ui/page/empty-state.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { InSlices } from '#ui/in-slices.tsx'
import { Fill } from '#ui/page/slots.tsx'
import { Skeleton } from '#ui/page/skeleton.tsx'
import { whenQuiet } from '#ui/when-quiet.ts'
import { lazyPart } from '#ui/lazy-part.ts'
import { cellSentence } from '../cell-sentence.ts'
import { parametersMessages } from '../messages.ts'
import { scopeWords } from '../scope-words.ts'
import { NoFields } from '../no-fields.tsx'
import { UnevaluatedNote } from '../unevaluated-note.tsx'
import { noFilters } from '../use-values-view.ts'
import { useValues } from '../values-context.ts'
import { GridTools } from '../values-filters.tsx'
import { gridHint } from './entry-target.ts'
import { FindReplace } from './find-replace.tsx'
import { GridLegend } from './grid-legend.tsx'
import { firstMeant, type GridLine, gridLines, visibleScopes } from './grid-lines.ts'
import { GridSide } from './grid-side.tsx'
import { SettledValues } from '../settled-values.tsx'
import { addressOf, chosenCell } from './cell-address.ts'
import type { SelectedRange } from './grid-selection.ts'

// Lazy, so that the canvas grid costs nothing until it is shown.
const ValuesGrid = lazyPart(async () => (await import('./values-grid.tsx')).ValuesGrid)
const settle = 250
// A constant element: typing and selecting do not rerender it before the cell is painted.
const tools = (
  <SettledValues>
    <GridTools />
  </SettledValues>
)

/**
 * The lines that the filters leave. Until another filter is chosen no row disappears, so that filling in a missing
 * value does not take the row away.
 */
function useLines(scopes: readonly Scope[]): readonly GridLine[] {
  const { sheet, published, view, reference } = useValues()
  const { only, text, applications, environments } = view
  const wanted = JSON.stringify([only, text, applications, environments, reference])
  const shown = useRef<{ readonly wanted: string; readonly names: ReadonlySet<string> }>(undefined)
  const lines = useMemo(() => {
    const kept = shown.current?.wanted === wanted && only.length > 0 ? { kept: shown.current.names } : {}
    return gridLines(sheet, scopes, view, { reference, published, ...kept })
  }, [sheet, scopes, view, reference, published, wanted, only])
  useEffect(() => {
    const names = lines.flatMap((line) => (line.kind === 'row' ? [line.row.name] : []))
    // Rows of a folded group count as shown.
    const before = shown.current?.wanted === wanted ? shown.current.names : []
    shown.current = { wanted, names: new Set([...before, ...names]) }
  }, [lines, wanted])
  return lines
}

/** Loads a scope's document when the page is idle, so that the first edit there does not wait for it. */
function useReadAhead(scope: Scope | undefined): void {
  const { editor } = useValues()
  const document = scope === undefined ? undefined : scopeDocument(scope)
  useEffect(() => {
    if (document === undefined) return undefined
    return whenQuiet(() => openYamlOnce(draftedText(editor.store.getState(), document) ?? ''))
  }, [document, editor])
}

/** All values: scopes across, parameters down. */
export function GridView() {
  const t = useMessages(parametersMessages)
  const { sheet, published, reference, view, show } = useValues()
  const scopes = useMemo(() => visibleScopes(sheet, view), [sheet, view])
  const lines = useLines(scopes)
  const [range, setRange] = useState<SelectedRange>()
  // A heading is selected, so the cell in the address is no longer in focus.
  const [isElsewhere, setElsewhere] = useState(false)
  const select = useCallback((next: SelectedRange | undefined): void => {
    setRange(next)
    setElsewhere(next === undefined)
  }, [])
  const shown = useDeferredValue(range)
  const parameter = range?.row.name
  const scope = range === undefined ? undefined : scopeKey(range.scope)
  // The last address that grid and page agree on, then those that the page has yet to reach. Any other address moves
  // the grid.
  const addresses = useRef<string[]>([])
  useEffect(() => {
    if (parameter === undefined) return undefined
    const timer = setTimeout(() => {
      addresses.current.push(addressOf(parameter, scope))
      show({ parameter, scope })
    }, settle)
    return () => clearTimeout(timer)
  }, [parameter, scope, show])
  const [row, at] = isElsewhere ? [] : chosenCell(sheet, view, shown)
  useReadAhead(at)
  const side = useMemo(
    () => (
      <SettledValues>
        {isElsewhere ? null : <GridSide range={shown} />}
        <GridLegend />
      </SettledValues>
    ),
    [shown, isElsewhere],
  )
  // A filter without a cell in the address leads to its first match.
  const [filter] = view.only
  const wanted = parameter === undefined && view.parameter === undefined ? filter : undefined
  useEffect(() => {
    const first = wanted === undefined ? undefined : firstMeant(wanted, { sheet, published, reference, view })
    if (first !== undefined) show(first)
  }, [wanted, sheet, published, reference, view, show])
  const cells = shown === undefined ? 0 : shown.rows.length * shown.scopes.length
  return (
    <div className="lw-values-grid">
      <div className="lw-values-sheet">
        <UnevaluatedNote />
        <div className="lw-values-cellbar">
          <span role="status" className="lw-ellipsis">
            {row === undefined || at === undefined ? (
              t('chooseCell')
            ) : (
              <>
                <strong className="lw-mono">{row.name}</strong> {scopeWords(t, at)}
                <span className="lw-values-bar-value lw-mono">{cellSentence(t, sheet.cell(row, at))}</span>
              </>
            )}
          </span>
          <span id={gridHint} className="lw-muted lw-ellipsis lw-values-hint">
            {t('gridHint')}
          </span>
          {tools}
        </div>
        {sheet.rows.length === 0 ? (
          <NoFields />
        ) : lines.length === 0 ? (
          <EmptyState
            icon={<SlidersHorizontal size={24} />}
            title={t('nothingMatches')}
            text={t('nothingMatchesText')}
            action={<Button onPress={() => show(noFilters)}>{t('clearFilters')}</Button>}
          />
        ) : (
          <div className="lw-values-canvas" role="region" aria-label={t('grid')}>
            <Suspense fallback={<Skeleton rows={12} height={28} />}>
              <ValuesGrid lines={lines} scopes={scopes} addresses={addresses} onSelect={select} />
            </Suspense>
          </div>
        )}
      </div>
      <aside className="lw-values-side" aria-label={t('details')} data-idle={row === undefined || undefined}>
        <InSlices>{side}</InSlices>
      </aside>
      {view.dialog === 'replace' ? (
        <FindReplace lines={lines} scopes={scopes} onClose={() => show({ dialog: undefined })} />
      ) : null}
      {cells > 1 ? <Fill slot="statusRight">{t('cellsSelected', { count: cells })}</Fill> : null}
    </div>
  )
}
