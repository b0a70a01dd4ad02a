import { type ReactNode, useDeferredValue, useMemo } from 'react'
import { useValues, ValuesProvider } from './values-context.ts'

/**
 * Gives its children the values a moment late, so that an edited cell is painted first. The children must be constant
 * elements. View changes, which the children make themselves, reach them at once.
 */
export function SettledValues({ children }: { readonly children: ReactNode }) {
  const values = useValues()
  const settled = useDeferredValue(values)
  const { view } = values
  const shown = useMemo(() => ({ ...settled, view }), [settled, view])
  return <ValuesProvider value={shown}>{children}</ValuesProvider>
}
