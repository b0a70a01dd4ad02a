import { useState } from 'react'
import { usePerson } from '#client/platform.ts'
import { recallList, rememberList } from '#ui/storage.ts'

/** What a person has marked in the palette, as texts of palette entries, oldest first; this browser remembers it for each person. */
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
