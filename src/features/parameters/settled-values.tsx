import { type ReactNode, useDeferredValue, useMemo } from 'react'
import { useValues, ValuesProvider } from './values-context.ts'

/**
 * What stands around the values follows them a moment later, so that the cell that was typed is painted first. Children have to stay the same
 * elements meanwhile; what the page shows, which they change themselves, reaches them at once.
 */
export function SettledValues({ children }: { readonly children: ReactNode }) {
  const values = useValues()
  const settled = useDeferredValue(values)
  const { view } = values
  const shown = useMemo(() => ({ ...settled, view }), [settled, view])
  return <ValuesProvider value={shown}>{children}</ValuesProvider>
}
