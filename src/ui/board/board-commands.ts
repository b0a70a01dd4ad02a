import { useReactFlow } from '@xyflow/react'
import { useMemo } from 'react'
import type { Command } from '../commands/registry.ts'
import { useCommands } from '../commands/use-commands.ts'
import { useMessages } from '../i18n/use-messages.tsx'
import type { BoardApi } from './board-api.ts'
import { boardMessages } from './board-messages.ts'

/** Keys of the view: they count while the board has the focus. */
export function useBoardCommands(api: BoardApi): void {
  const t = useMessages(boardMessages)
  const flow = useReactFlow()
  const commands = useMemo((): readonly Command[] => {
    const view = { group: t('view'), scope: 'canvas' }
    return [
      { id: 'board.fit', title: t('fit'), ...view, keys: ['1', 'Mod+1'], run: api.fit },
      { id: 'board.reset', title: t('actualSize'), ...view, keys: ['0', 'Mod+0'], run: () => void flow.zoomTo(1) },
      {
        id: 'board.in',
        title: t('zoomIn'),
        ...view,
        keys: ['+', '=', 'Mod++', 'Mod+='],
        run: () => void flow.zoomIn(),
      },
      { id: 'board.out', title: t('zoomOut'), ...view, keys: ['-', 'Mod+-'], run: () => void flow.zoomOut() },
    ]
  }, [api, flow, t])
  useCommands(commands)
}
