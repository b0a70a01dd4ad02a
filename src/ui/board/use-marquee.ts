import { useStoreApi } from '@xyflow/react'
import { useEffect } from 'react'
import { useStable } from '../use-stable.ts'
import type { BoardPicture, Box } from './board-model.ts'
import { stopsOf } from './board-indexes.ts'

/**
 * Reports what a rectangle drawn with Shift contains, while it is being drawn. Uses the picture, since React Flow only
 * knows mounted nodes, which in a far view are none.
 */
export function useMarquee(picture: BoardPicture, onCatch: ((ids: readonly string[]) => void) | undefined): void {
  const store = useStoreApi()
  const drawn = useStable((rectangle: Box): readonly string[] => caughtBy(picture, rectangle))
  const tell = useStable((ids: readonly string[]): void => onCatch?.(ids))
  useEffect(() => {
    let before: string | undefined
    return store.subscribe(({ userSelectionActive, userSelectionRect: rectangle, transform: [x, y, zoom] }) => {
      if (!userSelectionActive || rectangle === null) {
        before = undefined
        return
      }
      const ids = drawn({
        x: (rectangle.x - x) / zoom,
        y: (rectangle.y - y) / zoom,
        width: rectangle.width / zoom,
        height: rectangle.height / zoom,
      })
      const key = ids.join('\n')
      if (key === before) return
      before = key
      tell(ids)
    })
  }, [store, drawn, tell])
}

/** The cards and gates that lie completely within a rectangle. */
export function caughtBy(picture: BoardPicture, { x, y, width, height }: Box): readonly string[] {
  return stopsOf(picture).flatMap((stop) =>
    stop.x >= x && stop.y >= y && stop.x + stop.width <= x + width && stop.y + stop.height <= y + height ? stop.id : [],
  )
}
