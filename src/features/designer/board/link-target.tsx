import { useState } from 'react'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { PickList, type PickSection } from '#ui/overlays/pick-menu.tsx'
import { PointPopover } from '#ui/overlays/point-popover.tsx'
import { actionMessages } from '../line/action-messages.ts'
import { useView } from '../designer-context.tsx'
import type { Pulled } from '../line/edits.ts'
import { designerMessages } from '../messages.ts'
import { dropsFor, fitsByName, linksBetween } from './pulling.ts'

export interface LinkTargetProps {
  readonly from: string
  readonly at: { readonly x: number; readonly y: number }
  readonly onChoose: (pulled: Pulled) => void
  readonly onClose: () => void
}

/**
 * Pulls a link without a mouse: choose a stage, then what the link carries. Stages that cannot follow are listed with
 * the reason.
 */
export function LinkTarget({ from, at, onChoose, onClose }: LinkTargetProps) {
  const t = useMessages(designerMessages)
  const words = useMessages(actionMessages)
  const view = useView()
  const [to, setTo] = useState<string>()
  const label = to === undefined ? words('linkFrom', { from }) : words('linkWhat', { from, to })
  function stages(): readonly PickSection[] {
    const drops = dropsFor(view, { kind: 'order', from })
    const others = [...view.stages.values()].filter(
      ({ name, runAfter }) =>
        name !== from && (runAfter?.includes(from) !== true || linksBetween(view, from, name).length > 0),
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
  }
  function choose(pulled: Pulled): void {
    onClose()
    onChoose(pulled)
  }
  function purposes(links: readonly Pulled[]): readonly PickSection[] {
    const items = links.map((link, index) => {
      const fits = link.kind === 'result' && fitsByName(link.parameter, link.result)
      return { id: String(index), textValue: wordOf(link), fits: fits || link.kind === 'order' }
    })
    return [
      { title: label, items: items.filter(({ fits }) => fits) },
      { title: t('otherParameters'), items: items.filter(({ fits }) => !fits) },
    ]
  }
  function wordOf(link: Pulled): string {
    return link.kind === 'result' ? `${link.result} → ${link.parameter}` : t('onlyOrder')
  }
  const links = to === undefined ? [] : linksBetween(view, from, to)
  return (
    <PointPopover at={at} label={label} onClose={onClose}>
      {to === undefined ? (
        <PickList
          key="stages"
          label={label}
          sections={stages}
          onPick={(name) => {
            const [only, ...more] = linksBetween(view, from, name)
            if (only?.kind === 'order' && more.length === 0) choose(only)
            else setTo(name)
          }}
        />
      ) : (
        <PickList
          key="purposes"
          label={label}
          sections={() => purposes(links)}
          onPick={(index) => {
            const link = links[Number(index)]
            if (link !== undefined) choose(link)
          }}
        />
      )}
    </PointPopover>
  )
}

// Explaining a refusal means searching the graph for the cycle, so only so many are explained.
const mostRefused = 40
