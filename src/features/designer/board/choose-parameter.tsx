import { MenuItem, MenuSection } from '#ui/overlays/menu.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { PointMenu } from '#ui/overlays/point-menu.tsx'
import { designerMessages } from '../messages.ts'
import { fitsByName } from './pulling.ts'

export interface ChooseParameterProps {
  readonly at: { readonly x: number; readonly y: number }
  readonly value: string
  readonly stage: string
  readonly parameters: readonly string[]
  readonly onChoose: (parameter: string | undefined) => void
  readonly onClose: () => void
}

/** A value was dropped on a card: into which of its parameters? What fits by its name stands first; only the order is a choice too. */
export function ChooseParameter({ at, value, stage, parameters, onChoose, onClose }: ChooseParameterProps) {
  const t = useMessages(designerMessages)
  const label = t('bindInto', { value, stage })
  const fitting = parameters.filter((name) => fitsByName(name, value))
  const others = parameters.filter((name) => !fitting.includes(name))
  const items = (names: readonly string[]) => names.map((name) => <MenuItem key={name} id={name} textValue={name} />)
  return (
    <PointMenu
      at={at}
      label={label}
      onClose={onClose}
      onAction={(key) => onChoose(key === onlyOrder ? undefined : key)}
    >
      {fitting.length === 0 ? null : <MenuSection title={label}>{items(fitting)}</MenuSection>}
      {others.length === 0 ? null : (
        <MenuSection title={fitting.length === 0 ? label : t('otherParameters')}>{items(others)}</MenuSection>
      )}
      <MenuItem id={onlyOrder} textValue={t('onlyOrder')} />
    </PointMenu>
  )
}

const onlyOrder = ' order'
