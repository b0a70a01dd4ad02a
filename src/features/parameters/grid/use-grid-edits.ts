import {
  type EditListItem,
  GridCellKind,
  type GridSelection,
  type Item,
  type Rectangle,
} from '@glideapps/glide-data-grid'
import { type RefObject, useRef } from 'react'
import { tellStep } from '#parts/step-toast.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { openToast, showToast } from '#ui/overlays/toast.tsx'
import { useStable } from '#ui/use-stable.ts'
import { parametersMessages } from '../messages.ts'
import { useValues } from '../values-context.ts'
import { type Copied, copiedValues } from './copied-text.ts'
import type { EntryTarget, Step } from './entry-target.ts'
import { cellsIn, changeTo, clearing, type GridShown, pasting } from './grid-changes.ts'
import { at, rangeOf, stepFrom } from './grid-selection.ts'
import { pasteWords } from './paste-words.ts'

/** The selected ranges; with Ctrl or Cmd there may be several. */
function rangesOf({ current }: GridSelection): readonly Rectangle[] {
  return current === undefined ? [] : [current.range, ...current.rangeStack]
}

/**
 * Everything that writes into the sheet: fill, delete, cut, paste, typing. The handlers are stable, since a new one
 * would make the grid repaint everything.
 */
export function useGridEdits(
  shown: GridShown,
  target: EntryTarget,
  selected: RefObject<GridSelection>,
  { select, goTo }: { readonly select: (next: GridSelection) => void; readonly goTo: (cell: Item) => void },
) {
  const t = useMessages(parametersMessages)
  const { write, editor } = useValues()
  const kept = useRef<string>(undefined)
  const closeRefusal = useRef<() => void>(undefined)
  const { lines, scopes, sheet } = shown

  /** Fills down or across; the grid hands over all cells at once. */
  function handleFilled(items: readonly EditListItem[]): boolean {
    const changes = items.flatMap(({ location, value }) =>
      changeTo(shown, location, value.kind === GridCellKind.Text ? value.data : ''),
    )
    const count = changes.length
    if (write(changes, t('stepFill', { count }))) tellStep(editor, t('cellsFilled', { count }))
    return true
  }

  function handleDelete(selection: GridSelection): boolean {
    const changes = clearing(shown, rangesOf(selection))
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
    if (target.refusal !== undefined && over !== undefined && changes.length + there === 0)
      return handleRefused(target.refusal)
    const done = write(changes, t('stepPaste', { count: changes.length }))
    const said = pasteWords(t, { ...outcome, count: changes.length + there })
    if (done) tellStep(editor, said)
    else showToast({ text: said })
    if (over === undefined) return
    // As in a spreadsheet, what was pasted is selected.
    const cell: Item = [over.x, over.y]
    select({ ...at(cell), current: { cell, range: over, rangeStack: [] } })
  }

  /** Typing is one step, which grows until the entry ends. */
  function handleKept(cell: Item, text: string): void {
    kept.current ??= `cell ${cell.join(' ')}`
    write(changeTo(shown, cell, text), undefined, kept.current)
  }

  function handleEntered(cell: Item, text: string | undefined, step: Step): void {
    const mark = kept.current
    kept.current = undefined
    const cells = step === 'all' ? cellsIn(rangesOf(selected.current)) : [cell]
    if (text !== undefined && cells.length > 1) fill(cells, text, mark)
    else if (text !== undefined) write(changeTo(shown, cell, text), undefined, mark)
    else if (mark !== undefined && editor.store.getState().history.mark === mark) editor.undo()
    if (mark !== undefined) editor.endBurst()
    const next = stepFrom(cell, step, lines, scopes.length)
    if (step !== 'none' && next !== undefined) goTo(next)
  }

  /** Writes one text into many cells. The first may have it already, saved while it was typed. */
  function fill(cells: readonly Item[], text: string, mark: string | undefined): void {
    const changes = cells.flatMap((cell) => changeTo(shown, cell, text))
    const count = changes.length
    if (write(changes, t('stepFill', { count }), mark)) tellStep(editor, t('cellsFilled', { count }))
  }

  /** Shown once for a word, however many letters it has. */
  function handleRefused(why: string): void {
    closeRefusal.current?.()
    closeRefusal.current = openToast({ text: why })
  }

  return {
    onFilled: useStable(handleFilled),
    onDelete: useStable(handleDelete),
    onCopied: useStable(handleCopy),
    onPasted: useStable(handlePaste),
    onKept: useStable(handleKept),
    onEntered: useStable(handleEntered),
    onRefused: useStable(handleRefused),
  }
}
