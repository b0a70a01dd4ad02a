import { useMemo } from 'react'
import { Autocomplete } from 'react-aria-components/Autocomplete'
import { Input } from 'react-aria-components/Input'
import { Menu as AriaMenu } from 'react-aria-components/Menu'
import { TextField } from 'react-aria-components/TextField'
import { Search } from 'lucide-react'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { MenuItem } from '#ui/menu.tsx'
import { PointPopover } from '#ui/point-popover.tsx'
import { actionMessages } from './action-messages.ts'
import { useDesigner } from './designer-context.ts'
import type { Pulled } from './edits.ts'
import { designerMessages } from './messages.ts'
import { dropsFor } from './pulling.ts'

export interface LinkTargetProps {
  readonly from: string
  readonly at: { readonly x: number; readonly y: number }
  readonly onChoose: (pulled: Pulled) => void
  readonly onClose: () => void
}

const mostListed = 200

/** Pulling a link without a mouse: the stages that may follow, found by a few letters; those that cannot say why. */
export function LinkTarget({ from, at, onChoose, onClose }: LinkTargetProps) {
  const t = useMessages(designerMessages)
  const words = useMessages(actionMessages)
  const { view } = useDesigner()
  const drops = useMemo(() => dropsFor(view, { kind: 'order', from }), [view, from])
  const names = [...view.stages.keys()]
    .filter((name) => name !== from && view.stages.get(name)?.runAfter?.includes(from) !== true)
    .toSorted((a, b) => Number(drops.mayReach(b)) - Number(drops.mayReach(a)))
    .slice(0, mostListed)
  const label = words('linkFrom', { from })
  return (
    <PointPopover at={at} label={label} onClose={onClose}>
      <div className="lw-quick-add">
        <Autocomplete
          filter={(text, typed) => text.toLowerCase().includes(typed.normalize('NFKC').trim().toLowerCase())}
        >
          <TextField className="lw-quick-add-field" aria-label={label} autoFocus>
            <Search size={16} aria-hidden />
            <Input className="lw-quick-add-input" placeholder={label} />
          </TextField>
          <AriaMenu
            className="lw-menu lw-quick-add-list"
            aria-label={label}
            onAction={(key) => {
              onClose()
              onChoose({ kind: 'order', from, to: String(key) })
            }}
            renderEmptyState={() => <p className="lw-muted lw-pad">{t('nothingFound')}</p>}
          >
            {names.map((name) => (
              <MenuItem
                key={name}
                id={name}
                textValue={name}
                isDisabled={!drops.mayReach(name)}
                {...(drops.mayReach(name)
                  ? {}
                  : { description: t('wouldCircle', { path: (drops.cycleOf(name) ?? []).join(' → ') }) })}
              />
            ))}
          </AriaMenu>
        </Autocomplete>
      </div>
    </PointPopover>
  )
}
