import { useCallback, useState } from 'react'
import { recall, remember } from '#ui/storage.ts'

/** The folded groups of a line, remembered in this browser. */
export function useFolded(
  project: string,
  line: string,
): { readonly folded: readonly string[]; readonly setFolded: (groups: readonly string[], isFolded: boolean) => void } {
  const key = `folded.${project}.${line}`
  const [folded, setKnown] = useState<readonly string[]>(() =>
    (recall(key) ?? '').split('\n').filter((id) => id !== ''),
  )
  const setFolded = useCallback(
    (groups: readonly string[], isFolded: boolean): void =>
      setKnown((before) => {
        const others = before.filter((id) => !groups.includes(id))
        const next = isFolded ? [...others, ...groups] : others
        remember(key, next.join('\n'))
        return next
      }),
    [key],
  )
  return { folded, setFolded }
}
