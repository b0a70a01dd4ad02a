import { Panel, useStore } from '@xyflow/react'
import { Maximize, Minus, Plus } from 'lucide-react'
import { memo, type ReactNode } from 'react'
import { Button, IconButton } from '../button.tsx'
import { useMessages } from '../i18n/use-messages.tsx'
import type { BoardApi } from './board-api.ts'
import { boardMessages } from './board-messages.ts'
import { actual, larger, smaller } from './board-room.ts'

/** Zoom buttons at the bottom left of a board, followed by the page's own. */
export const ZoomControls = memo(function ZoomControls({
  api,
  children,
}: {
  readonly api: BoardApi
  readonly children?: ReactNode
}) {
  const t = useMessages(boardMessages)
  return (
    <Panel position="bottom-left" className="lw-zoom">
      <IconButton label={t('zoomOut')} command="board.out" onPress={() => api.zoom(smaller)}>
        <Minus size={16} aria-hidden />
      </IconButton>
      <ActualSize api={api} />
      <IconButton label={t('zoomIn')} command="board.in" onPress={() => api.zoom(larger)}>
        <Plus size={16} aria-hidden />
      </IconButton>
      <IconButton label={t('fit')} command="board.fit" onPress={api.fit}>
        <Maximize size={16} aria-hidden />
      </IconButton>
      {children}
    </Panel>
  )
})

/** The current zoom. A component of its own, since it rerenders with every step of a zoom. */
function ActualSize({ api }: { readonly api: BoardApi }) {
  const t = useMessages(boardMessages)
  const percent = useStore((state) => `${String(Math.round(state.transform[2] * 100))}%`)
  return (
    <Button kind="quiet" aria-label={t('zoomReset', { percent })} onPress={() => api.zoom(actual)}>
      {percent}
    </Button>
  )
}
