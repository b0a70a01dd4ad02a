import { useCallback } from 'react'
import { useSearchParams } from 'react-router'

/** Parameters of the address by name; undefined and empty ones leave it, a list stands in it once for each of its entries. */
export type AddressChange = Readonly<Record<string, string | readonly string[] | undefined>>

/**
 * The search parameters of the address, and how to change some of them; 'push' makes a new entry in the browser's history. The change
 * starts from the address as it is now: what was drawn last may lack the change made a moment before.
 */
export function useAddress(): readonly [URLSearchParams, (change: AddressChange, how?: 'replace' | 'push') => void] {
  const [search, setSearch] = useSearchParams()
  const change = useCallback(
    (entries: AddressChange, how: 'replace' | 'push' = 'replace'): void => {
      const now = new URLSearchParams(location.search)
      for (const [name, value] of Object.entries(entries)) {
        now.delete(name)
        for (const one of typeof value === 'string' ? [value] : (value ?? [])) if (one !== '') now.append(name, one)
      }
      setSearch(now, { replace: how === 'replace' })
    },
    [setSearch],
  )
  return [search, change]
}
