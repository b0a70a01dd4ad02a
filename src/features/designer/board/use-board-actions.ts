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
  /** What is selected now, whatever has the focus. */
  readonly newest: RefObject<DesignerNow>
  /** What keys mean: the selection, or the card that has the focus. */
  readonly meant: { readonly current: DesignerNow }
  readonly focused: RefObject<string | undefined>
  readonly float: (floating: Floating) => void
  readonly openMenu: (target: MenuTarget) => void
}

/** What commands do on the board beyond editing the line; the same as long as the board is. */
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
