import { type RefObject, useEffect, useMemo } from 'react'
import type { Command } from '../commands/registry.ts'
import { useCommands } from '../commands/use-commands.ts'
import { useMessages } from '../i18n/use-messages.tsx'
import type { BoardApi } from './board-api.ts'
import { actual, larger, smaller } from './board-room.ts'
import { boardMessages } from './board-messages.ts'

// With two boards on a page, commands act on the focused one, since the registry knows one command per id.
const boards = new WeakMap<Element, BoardApi>()

/** Commands of the view; their keys count while the board has the focus. */
export function useBoardCommands(element: RefObject<HTMLElement | null>, own: BoardApi): void {
  const t = useMessages(boardMessages)
  useEffect(() => {
    if (element.current !== null) boards.set(element.current, own)
  }, [element, own])
  const commands = useMemo((): readonly Command[] => {
    const api = (): BoardApi => {
      const focused = document.activeElement?.closest('.lw-board')
      return (focused === null || focused === undefined ? undefined : boards.get(focused)) ?? own
    }
    const view = { group: t('view'), scope: 'canvas' }
    return [
      { id: 'board.fit', title: t('fit'), ...view, keys: ['1', 'Mod+1'], run: () => api().fit() },
      { id: 'board.reset', title: t('actualSize'), ...view, keys: ['0', 'Mod+0'], run: () => api().zoom(actual) },
      {
        id: 'board.in',
        title: t('zoomIn'),
        ...view,
        keys: ['+', '=', 'Mod++', 'Mod+='],
        run: () => api().zoom(larger),
      },
      { id: 'board.out', title: t('zoomOut'), ...view, keys: ['-', 'Mod+-'], run: () => api().zoom(smaller) },
    ]
  }, [own, t])
  useCommands(commands)
}
