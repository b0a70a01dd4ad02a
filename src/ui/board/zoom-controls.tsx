import { Panel, useReactFlow, useStore } from '@xyflow/react'
import { Maximize, Minus, Plus } from 'lucide-react'
import { memo, type ReactNode } from 'react'
import { Button, IconButton } from '../button.tsx'
import { useMessages } from '../i18n/use-messages.tsx'
import { boardMessages } from './board-messages.ts'

/** Zoom at the bottom left of a board; more switches of the page stand behind it. */
export const ZoomControls = memo(function ZoomControls({
  onFit,
  children,
}: {
  readonly onFit: () => void
  readonly children?: ReactNode
}) {
  const t = useMessages(boardMessages)
  const flow = useReactFlow()
  return (
    <Panel position="bottom-left" className="lw-zoom">
      <IconButton label={t('zoomOut')} command="board.out" onPress={() => void flow.zoomOut()}>
        <Minus size={16} aria-hidden />
      </IconButton>
      <ActualSize />
      <IconButton label={t('zoomIn')} command="board.in" onPress={() => void flow.zoomIn()}>
        <Plus size={16} aria-hidden />
      </IconButton>
      <IconButton label={t('fit')} command="board.fit" onPress={onFit}>
        <Maximize size={16} aria-hidden />
      </IconButton>
      {children}
    </Panel>
  )
})

/** How large everything is: by itself, so that a moving zoom renders one button and not all of them. */
function ActualSize() {
  const t = useMessages(boardMessages)
  const flow = useReactFlow()
  const percent = useStore((state) => `${String(Math.round(state.transform[2] * 100))}%`)
  return (
    <Button kind="quiet" aria-label={t('zoomReset', { percent })} onPress={() => void flow.zoomTo(1)}>
      {percent}
    </Button>
  )
}
