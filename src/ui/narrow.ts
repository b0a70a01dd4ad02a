import { useCallback, useSyncExternalStore } from 'react'

/** Whether a media query matches; rerenders when that changes. */
export function useMedia(query: string): boolean {
  const subscribe = useCallback(
    (listener: () => void) => {
      const media = matchMedia(query)
      media.addEventListener('change', listener)
      return () => media.removeEventListener('change', listener)
    },
    [query],
  )
  return useSyncExternalStore(subscribe, () => matchMedia(query).matches)
}

/** Whether panes must be stacked. */
export function useNarrow(): boolean {
  return useMedia('(max-width: 900px)')
}
