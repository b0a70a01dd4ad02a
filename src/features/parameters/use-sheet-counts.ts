import { useDeferredValue, useMemo } from 'react'
import { countSheet, type SheetCounts } from './count-sheet.ts'
import { useValues } from './values-context.ts'

/** Counts over the whole sheet, a moment late so that typing does not wait for them. */
export function useSheetCounts(): SheetCounts {
  const { sheet, published, reference } = useValues()
  const settled = useDeferredValue(sheet)
  return useMemo(() => countSheet(settled, published, reference), [settled, published, reference])
}
