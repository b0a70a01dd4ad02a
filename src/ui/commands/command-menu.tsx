import { MenuItem, MenuSection } from '../overlays/menu.tsx'
import { PointMenu } from '../overlays/point-menu.tsx'
import { bound, useBindings } from './bindings.ts'
import type { Command } from './registry.ts'

export interface CommandMenuProps {
  readonly at: { readonly x: number; readonly y: number }
  readonly label: string
  /** The commands of the menu; those that cannot be done now are left out. */
  readonly commands: readonly Command[]
  readonly onClose: () => void
}

/** A context menu made of commands, in sections by their group, with the keys that do the same. */
export function CommandMenu({ at, label, commands, onClose }: CommandMenuProps) {
  const bindings = useBindings()
  const offered = commands.filter((command) => command.when?.() !== false).map((command) => bound(command, bindings))
  const sections = [...Map.groupBy(offered, (command) => command.section ?? command.group)]
  return (
    <PointMenu
      at={at}
      label={label}
      onClose={onClose}
      onAction={(key) => offered.find((command) => command.id === key)?.run()}
    >
      {sections.map(([title, entries]) => (
        <MenuSection key={title} title={title}>
          {entries.map((command) => (
            <MenuItem
              key={command.id}
              id={command.id}
              textValue={command.title}
              danger={command.danger === true}
              {...(command.keys?.[0] === undefined ? {} : { keys: command.keys[0] })}
            />
          ))}
        </MenuSection>
      ))}
    </PointMenu>
  )
}
