import { useContext } from 'react'
import { useNavigate, useSearchParams } from 'react-router'
import { RouterContext } from './page/router-context.ts'
import { useStable } from './use-stable.ts'

/** Parameters of the address by name; undefined and empty ones leave it, a list stands in it once for each of its entries. */
export type AddressChange = Readonly<Record<string, string | readonly string[] | undefined>>

/**
 * The search parameters of the address, and how to change some of them; 'push' makes a new entry in the browser's history, 'beside'
 * leaves what stands behind the `#`. The change starts from the address as it is now: what was drawn last may lack the change made a
 * moment before.
 */
export function useAddress(): readonly [
  URLSearchParams,
  (change: AddressChange, how?: 'replace' | 'push' | 'beside') => void,
] {
  const [search] = useSearchParams()
  const navigate = useNavigate()
  const router = useContext(RouterContext)
  if (router === undefined) throw new Error('useAddress needs a RouterContext')
  const change = useStable((entries: AddressChange, how: 'replace' | 'push' | 'beside' = 'replace'): void => {
    const { location, navigation } = router.state
    // Whoever is on the way to another page would be called back.
    if (navigation.location !== undefined && navigation.location.pathname !== location.pathname) return
    const hash = how === 'beside' ? location.hash : ''
    void navigate({ search: searchWith(location.search, entries), hash }, { replace: how !== 'push' })
  })
  return [search, change]
}

/** Changes what stands behind the `#` of the address, beside the search parameters as they are now but for those that are given. */
export function useAddressMark(): (mark: string, change?: AddressChange) => void {
  const navigate = useNavigate()
  const router = useContext(RouterContext)
  if (router === undefined) throw new Error('useAddressMark needs a RouterContext')
  return useStable((mark: string, change: AddressChange = {}): void => {
    void navigate({ search: searchWith(router.state.location.search, change), hash: mark }, { replace: true })
  })
}

/** The search part of an address with some of its parameters changed, for links. */
export function searchWith(search: string | URLSearchParams, change: AddressChange): string {
  const now = new URLSearchParams(search)
  for (const [name, value] of Object.entries(change)) {
    now.delete(name)
    for (const one of typeof value === 'string' ? [value] : (value ?? [])) if (one !== '') now.append(name, one)
  }
  return `?${now.toString()}`
}
