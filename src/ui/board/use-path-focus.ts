import { useEffect, useState } from 'react'
import type { BoardPicture } from './board-model.ts'
import { createPathFocus, type PathFocus } from './path-focus.ts'

/** Highlights the path of the hovered or pinned card, and dims the rest. */
export function usePathFocus(picture: BoardPicture): PathFocus {
  const [focus] = useState(createPathFocus)
  useEffect(() => focus.draw(picture), [focus, picture])
  useEffect(() => () => focus.hover(undefined), [focus])
  return focus
}
