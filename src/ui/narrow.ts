import { useCallback, useSyncExternalStore } from 'react'

/** Whether the window is as a media query says; tells when it becomes so. */
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

/** Whether panes must stand one below the other. */
export function useNarrow(): boolean {
  return useMedia('(max-width: 900px)')
}
