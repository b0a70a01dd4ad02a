import { useReactFlow } from '@xyflow/react'
import { useMemo } from 'react'
import type { Command } from '../commands/registry.ts'
import { useCommands } from '../commands/use-commands.ts'
import { useMessages } from '../i18n/use-messages.tsx'
import { boardMessages } from './board-messages.ts'
import { fitOptions } from './board-room.ts'

/** Keys of the view: they count while the board has the focus. */
export function useBoardCommands(): void {
  const t = useMessages(boardMessages)
  const flow = useReactFlow()
  const commands = useMemo((): readonly Command[] => {
    const view = { group: t('view'), scope: 'canvas' }
    return [
      { id: 'board.fit', title: t('fit'), ...view, keys: ['1', 'Mod+1'], run: () => void flow.fitView(fitOptions) },
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
  }, [flow, t])
  useCommands(commands)
}
