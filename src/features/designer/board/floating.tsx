import { resultExpression } from '#domain/line/expressions.ts'
import type { MenuTarget } from '#ui/board/board-api.ts'
import type { Point } from '#ui/board/board-model.ts'
import { CommandMenu } from '#ui/commands/command-menu.tsx'
import type { Command } from '#ui/commands/registry.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { useDesignerNow } from '../designer-context.tsx'
import { actionMessages } from '../line/action-messages.ts'
import type { Given, Pulled } from '../line/edits.ts'
import { ChoosePort } from './choose-port.tsx'
import { LinkTarget } from './link-target.tsx'
import { NameGroup } from './name-group.tsx'
import { placeIn } from './place-in.ts'
import type { Pulling } from './pulling.ts'
import { QuickAdd } from './quick-add.tsx'
import type { DroppedValue } from './use-board-pulls.ts'

/** The one thing that floats over the board: a menu, a search or a question, at a point. */
export type Floating =
  | { readonly kind: 'menu'; readonly target: MenuTarget }
  | {
      readonly kind: 'insert'
      readonly target: MenuTarget
      readonly pulling?: Pulling
      /** Opened by key, so its point on the screen says nothing about where to insert. */
      readonly isAnywhere?: boolean
      /** Insert between the stage and its followers, not beside them. */
      readonly isInTheWay?: boolean
    }
  | { readonly kind: 'bind'; readonly dropped: DroppedValue }
  | { readonly kind: 'link'; readonly from: string; readonly at: Point }
  | { readonly kind: 'group'; readonly id: string; readonly at: Point }

interface Props {
  readonly floating: Floating
  /** The commands from which the menus are made. */
  readonly actions: readonly Command[]
  readonly link: (pulled: Pulled | Given) => void
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
      const { at, pulling, stage, choices } = floating.dropped
      return (
        <ChoosePort
          at={at}
          pulling={pulling}
          stage={stage}
          choices={choices}
          onChoose={(port) => {
            const linked = port === undefined ? orderOf(pulling, stage) : valueOf(pulling, stage, port)
            if (linked !== undefined) link(linked)
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

/** The link that results once a parameter or result was chosen for a dropped value. */
function valueOf(pulling: DroppedValue['pulling'], stage: string, port: string): Pulled | Given {
  switch (pulling.kind) {
    case 'parameter':
      return { kind: 'result', from: stage, result: port, to: pulling.from, parameter: pulling.parameter }
    case 'output':
      return { kind: 'output', output: pulling.output, value: resultExpression(stage, port) }
    case 'result':
    case 'input':
      return { ...pulling, to: stage, parameter: port }
  }
}

/** The order that a dropped value would imply; undefined for the line's inputs and results, which have none. */
function orderOf(pulling: DroppedValue['pulling'], stage: string): Pulled | undefined {
  if (pulling.kind === 'result') return { kind: 'order', from: pulling.from, to: stage }
  return pulling.kind === 'parameter' ? { kind: 'order', from: stage, to: pulling.from } : undefined
}
