import type { MenuTarget } from '#ui/board/board-api.ts'
import type { Point } from '#ui/board/board-model.ts'
import { CommandMenu } from '#ui/commands/command-menu.tsx'
import type { Command } from '#ui/commands/registry.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { useDesignerNow } from '../designer-context.tsx'
import { actionMessages } from '../line/action-messages.ts'
import type { Pulled } from '../line/edits.ts'
import { ChooseParameter } from './choose-parameter.tsx'
import { LinkTarget } from './link-target.tsx'
import { NameGroup } from './name-group.tsx'
import { placeIn } from './place-in.ts'
import type { Pulling } from './pulling.ts'
import { QuickAdd } from './quick-add.tsx'
import type { DroppedValue } from './use-board-pulls.ts'

/** What floats over the board at a point; one at a time. */
export type Floating =
  | { readonly kind: 'menu'; readonly target: MenuTarget }
  | {
      readonly kind: 'insert'
      readonly target: MenuTarget
      readonly pulling?: Pulling
      /** Asked for by key with nothing in hand: where the list stands says nothing about the place. */
      readonly isAnywhere?: boolean
      /** What follows is led through it. */
      readonly isInTheWay?: boolean
    }
  | { readonly kind: 'bind'; readonly dropped: DroppedValue }
  | { readonly kind: 'link'; readonly from: string; readonly at: Point }
  | { readonly kind: 'group'; readonly id: string; readonly at: Point }

interface Props {
  readonly floating: Floating
  /** What the menus are made of. */
  readonly actions: readonly Command[]
  readonly link: (pulled: Pulled) => void
  readonly onClose: () => void
}

export function FloatingOverBoard({ floating, actions, link, onClose }: Props) {
  const words = useMessages(actionMessages)
  const designer = useDesignerNow()
  const { view, selected, selection, insert } = designer
  switch (floating.kind) {
    case 'menu': {
      const place = menuPlace(floating.target.id)
      return (
        <CommandMenu
          at={floating.target.at}
          label={menuLabel()}
          commands={actions.filter(({ menus }) => menus?.includes(place) === true)}
          onClose={onClose}
        />
      )
    }
    case 'insert': {
      const { target, pulling, isAnywhere = false, isInTheWay = false } = floating
      return (
        <QuickAdd
          at={target.at}
          pulling={pulling}
          onChoose={(what) =>
            insert(what, isAnywhere ? undefined : placeIn(designer, target.place, target.id, pulling), isInTheWay)
          }
          onClose={onClose}
        />
      )
    }
    case 'bind': {
      const { at, pulling, stage, parameters } = floating.dropped
      return (
        <ChooseParameter
          at={at}
          value={pulling.kind === 'result' ? pulling.result : pulling.input}
          stage={stage}
          parameters={parameters}
          onChoose={(parameter) => {
            if (parameter !== undefined) link({ ...pulling, to: stage, parameter })
            else if (pulling.kind === 'result') link({ kind: 'order', from: pulling.from, to: stage })
          }}
          onClose={onClose}
        />
      )
    }
    case 'link':
      return <LinkTarget from={floating.from} at={floating.at} onChoose={link} onClose={onClose} />
    case 'group':
      return <NameGroup id={floating.id} at={floating.at} onClose={onClose} />
  }

  function menuPlace(id: string | undefined): string {
    if (id === undefined || id.startsWith('input:') || id.startsWith('result:')) return 'ground'
    if (selection.size > 1 && selection.has(id)) return 'cards'
    if (id.startsWith('gate:')) return 'gate'
    if (id.startsWith('group:')) return 'group'
    return view.stages.has(id) ? 'card' : 'link'
  }
  function menuLabel(): string {
    if (selection.size > 1) return words('menuOfMany', { count: selection.size })
    return selected === undefined ? words('menuOfBoard') : words('menuOf', { name: selected })
  }
}
