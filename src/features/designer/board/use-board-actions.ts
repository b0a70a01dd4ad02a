import { type RefObject, useMemo } from 'react'
import type { BoardApi, MenuTarget } from '#ui/board/board-api.ts'
import type { DesignerNow } from '../designer-context.tsx'
import type { BoardActions } from '../line/use-stage-actions.ts'
import type { Floating } from './floating.tsx'

interface BoardState extends Pick<
  BoardActions,
  'find' | 'findNext' | 'rename' | 'tidy' | 'open' | 'showOutline' | 'switchLanes'
> {
  readonly api: BoardApi | undefined
  /** The current state, wherever the focus is. */
  readonly newest: RefObject<DesignerNow>
  /** The state as keys mean it: with the focused card selected. */
  readonly meant: { readonly current: DesignerNow }
  readonly focused: RefObject<string | undefined>
  readonly float: (floating: Floating) => void
  readonly openMenu: (target: MenuTarget) => void
}

/** What commands do on the board besides editing text. Stable for the life of the board. */
export function useBoardActions({
  api,
  newest,
  meant,
  focused,
  float,
  openMenu,
  find,
  findNext,
  rename,
  tidy,
  open,
  showOutline,
  switchLanes,
}: BoardState): BoardActions {
  return useMemo((): BoardActions => {
    const targetNow = (): MenuTarget | undefined => api?.targetOf(focused.current ?? newest.current.selected, undefined)
    const placeOf = (id: string | undefined) => api?.targetOf(id, undefined).at ?? { x: 200, y: 200 }
    return {
      rename,
      insert(isInTheWay = false) {
        const target = targetNow()
        if (target !== undefined) float({ kind: 'insert', target, isAnywhere: target.id === undefined, isInTheWay })
      },
      link: (from) => float({ kind: 'link', from, at: placeOf(from) }),
      find,
      findNext,
      pinPath: (id) => api?.pinPath(id),
      fit: () => api?.fit(),
      tidy,
      nameGroup: (id) => float({ kind: 'group', id, at: placeOf(meant.current.selected) }),
      open,
      menu() {
        const target = targetNow()
        if (target !== undefined) openMenu(target)
      },
      showOutline,
      switchLanes,
    }
  }, [api, newest, meant, focused, float, openMenu, find, findNext, rename, tidy, open, showOutline, switchLanes])
}
