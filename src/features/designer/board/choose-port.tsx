import { MenuItem, MenuSection } from '#ui/overlays/menu.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { PointMenu } from '#ui/overlays/point-menu.tsx'
import { designerMessages } from '../messages.ts'
import { fitsByName, isAsking, wordOfPulling } from './pulling.ts'
import type { DroppedValue } from './use-board-pulls.ts'

export interface ChoosePortProps extends DroppedValue {
  /** The chosen parameter or result; undefined for the order alone. */
  readonly onChoose: (port: string | undefined) => void
  readonly onClose: () => void
}

/**
 * A value was dropped on a card rather than on a socket, so ask which parameter or result of the stage is meant. The
 * best name comes first; a value that implies an order may become only that.
 */
export function ChoosePort({ at, pulling, stage, choices, onChoose, onClose }: ChoosePortProps) {
  const t = useMessages(designerMessages)
  const value = wordOfPulling(pulling)
  const asks = isAsking(pulling)
  const label = asks ? t('bindFrom', { value, stage }) : t('bindInto', { value, stage })
  const fitting = choices.filter((name) => fitsByName(name, value))
  const others = choices.filter((name) => !fitting.includes(name))
  const items = (names: readonly string[]) => names.map((name) => <MenuItem key={name} id={name} textValue={name} />)
  const hasOrder = pulling.kind === 'result' || pulling.kind === 'parameter'
  return (
    <PointMenu
      at={at}
      label={label}
      onClose={onClose}
      onAction={(key) => onChoose(key === onlyOrder ? undefined : key)}
    >
      {fitting.length === 0 ? null : <MenuSection title={label}>{items(fitting)}</MenuSection>}
      {others.length === 0 ? null : (
        <MenuSection title={fitting.length === 0 ? label : t(asks ? 'otherResults' : 'otherParameters')}>
          {items(others)}
        </MenuSection>
      )}
      {hasOrder ? <MenuItem id={onlyOrder} textValue={t('onlyOrder')} /> : null}
    </PointMenu>
  )
}

const onlyOrder = ' order'
