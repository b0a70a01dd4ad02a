import { useStoreApi } from '@xyflow/react'
import { useLayoutEffect } from 'react'

/** The part of the board that is in view. */
export interface View {
  readonly transform: readonly [x: number, y: number, zoom: number]
  readonly width: number
  readonly height: number
}

/** Calls `follow`, which must be stable, with each view, in the frame that moves it and without rendering. */
export function useEachView(follow: (view: View) => void): void {
  const store = useStoreApi()
  useLayoutEffect(() => {
    let last: View | undefined
    const see = (view: View): void => {
      if (view.transform === last?.transform && view.width === last.width && view.height === last.height) return
      last = view
      follow(view)
    }
    see(store.getState())
    return store.subscribe(see)
  }, [store, follow])
}
