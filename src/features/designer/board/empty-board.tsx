import { Plus, Workflow } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { Button } from '#ui/button.tsx'
import { EmptyState } from '#ui/page/empty-state.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { isIdle } from '#ui/page/idle-focus.ts'
import { composeMessages } from '../palette/compose-messages.ts'
import { useDesigner, useView } from '../designer-context.tsx'

/** What a board without stages shows: ways to begin. */
export function EmptyBoard({ onInsert }: { readonly onInsert: () => void }) {
  const t = useMessages(composeMessages)
  const { editable, setUp } = useDesigner()
  const view = useView()
  const isSetUp = view.world.deployments.length > 0
  const element = useRef<HTMLDivElement>(null)
  useEffect(() => {
    // Focuses the first button for keyboard users, unless the focus is already somewhere on purpose.
    if (isIdle(document.activeElement)) element.current?.querySelector('button')?.focus()
  }, [isSetUp])
  return (
    <div className="lw-board-empty" ref={element} data-key-scope="canvas">
      <EmptyState
        icon={<Workflow size={24} aria-hidden />}
        title={t('boardEmpty')}
        text={t(isSetUp ? 'boardEmptyText' : 'boardEmptySetup')}
        action={
          editable ? (
            <Button kind="primary" icon={<Plus size={16} aria-hidden />} onPress={isSetUp ? onInsert : setUp}>
              {t(isSetUp ? 'insertFirst' : 'setupOpen')}
            </Button>
          ) : undefined
        }
      />
    </div>
  )
}
