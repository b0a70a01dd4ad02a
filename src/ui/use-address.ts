import { useContext } from 'react'
import { useNavigate, useSearchParams } from 'react-router'
import { RouterContext } from './page/router-context.ts'
import { useStable } from './use-stable.ts'

/** Parameters of the address; undefined and empty ones are removed, a list is repeated for each entry. */
export type AddressChange = Readonly<Record<string, string | readonly string[] | undefined>>

/**
 * The search parameters of the address, and a way to change some. 'push' adds a history entry, 'beside' keeps the
 * fragment. Changes apply to the current address, which may be newer than what was rendered last.
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
    // Changing the address would cancel a navigation to another page.
    if (navigation.location !== undefined && navigation.location.pathname !== location.pathname) return
    const hash = how === 'beside' ? location.hash : ''
    void navigate({ search: searchWith(location.search, entries), hash }, { replace: how !== 'push' })
  })
  return [search, change]
}

/** Changes the fragment of the address, and optionally some search parameters. */
export function useAddressMark(): (mark: string, change?: AddressChange) => void {
  const navigate = useNavigate()
  const router = useContext(RouterContext)
  if (router === undefined) throw new Error('useAddressMark needs a RouterContext')
  return useStable((mark: string, change: AddressChange = {}): void => {
    void navigate({ search: searchWith(router.state.location.search, change), hash: mark }, { replace: true })
  })
}

/** The search part of an address with some parameters changed, for links. */
export function searchWith(search: string | URLSearchParams, change: AddressChange): string {
  const now = new URLSearchParams(search)
  for (const [name, value] of Object.entries(change)) {
    now.delete(name)
    for (const one of typeof value === 'string' ? [value] : (value ?? [])) if (one !== '') now.append(name, one)
  }
  return `?${now.toString()}`
}
