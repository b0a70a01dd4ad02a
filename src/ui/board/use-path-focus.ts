import { useEffect, useState } from 'react'
import type { BoardPicture } from './board-model.ts'
import { createPathFocus, type PathFocus } from './path-focus.ts'

/** Keeps the path of the card under the pointer, or of a pinned one, and dims the rest. */
export function usePathFocus(picture: BoardPicture): PathFocus {
  const [focus] = useState(createPathFocus)
  useEffect(() => focus.draw(picture), [focus, picture])
  useEffect(() => () => focus.hover(undefined), [focus])
  return focus
}
