import { useMessages } from '#ui/i18n/use-messages.tsx'
import { PickList } from '#ui/pick-menu.tsx'
import { PointPopover } from '#ui/point-popover.tsx'
import { actionMessages } from '../line/action-messages.ts'
import { useView } from '../designer-context.tsx'
import type { Pulled } from '../line/edits.ts'
import { designerMessages } from '../messages.ts'
import { dropsFor } from './pulling.ts'

export interface LinkTargetProps {
  readonly from: string
  readonly at: { readonly x: number; readonly y: number }
  readonly onChoose: (pulled: Pulled) => void
  readonly onClose: () => void
}

/** Pulling a link without a mouse: the stages that may follow, found by a few letters; those that cannot say why. */
export function LinkTarget({ from, at, onChoose, onClose }: LinkTargetProps) {
  const t = useMessages(designerMessages)
  const words = useMessages(actionMessages)
  const view = useView()
  const label = words('linkFrom', { from })
  return (
    <PointPopover at={at} label={label} onClose={onClose}>
      <PickList
        label={label}
        sections={() => {
          const drops = dropsFor(view, { kind: 'order', from })
          const others = [...view.stages.values()].filter(
            (stage) => stage.name !== from && stage.runAfter?.includes(from) !== true,
          )
          const free = others.filter((stage) => drops.mayReach(stage.name))
          return [
            { title: label, items: free.map(({ name }) => ({ id: name, textValue: name })) },
            {
              title: t('comesBefore'),
              items: others
                .filter((stage) => !drops.mayReach(stage.name))
                .slice(0, mostRefused)
                .map(({ name }) => ({
                  id: name,
                  textValue: name,
                  isDisabled: true,
                  description: t('wouldCircle', { path: (drops.cycleOf(name) ?? []).join(' → ') }),
                })),
            },
          ]
        }}
        onPick={(to) => {
          onClose()
          onChoose({ kind: 'order', from, to })
        }}
      />
    </PointPopover>
  )
}

// Each refusal names its way round, which has to be found.
const mostRefused = 40
