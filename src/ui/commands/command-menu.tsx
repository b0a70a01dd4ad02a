import { MenuItem, MenuSection } from '../overlays/menu.tsx'
import { PointMenu } from '../overlays/point-menu.tsx'
import { bound, useBindings } from './bindings.ts'
import type { Command } from './registry.ts'

export interface CommandMenuProps {
  readonly at: { readonly x: number; readonly y: number }
  readonly label: string
  /** The menu's commands; those that are not possible now are left out. */
  readonly commands: readonly Command[]
  readonly onClose: () => void
}

/** A context menu of commands, in sections and with their shortcuts. */
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
