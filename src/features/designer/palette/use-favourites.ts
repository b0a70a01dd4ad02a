import { useState } from 'react'
import { usePerson } from '#client/platform.ts'
import { recallList, rememberList } from '#ui/storage.ts'

/** The palette entries that a person has starred, oldest first, remembered in this browser. */
export function useFavourites(): { readonly favourites: readonly string[]; readonly toggle: (entry: string) => void } {
  const key = `palette.favourites.${usePerson()}`
  const [favourites, setFavourites] = useState(() => recallList(key))
  return {
    favourites,
    toggle(entry) {
      const others = favourites.filter((other) => other !== entry)
      const next = others.length < favourites.length ? others : [...favourites, entry]
      setFavourites(next)
      rememberList(key, next)
    },
  }
}
