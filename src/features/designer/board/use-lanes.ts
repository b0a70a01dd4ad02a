import { useCallback, useState } from 'react'
import { recall, remember } from '#ui/storage.ts'

const key = 'lanes'

/** Whether environments are drawn as lanes, remembered in this browser. */
export function useLanes(): { readonly hasLanes: boolean; readonly switchLanes: () => void } {
  const [hasLanes, setLanes] = useState(() => recall(key) !== 'off')
  const switchLanes = useCallback(
    (): void =>
      setLanes((before) => {
        remember(key, before ? 'off' : 'on')
        return !before
      }),
    [],
  )
  return { hasLanes, switchLanes }
}
