import { type ReactNode, useRef, useState } from 'react'
import { IconButton } from '#ui/button.tsx'
import { CommandMenu } from '#ui/commands/command-menu.tsx'
import type { Command } from '#ui/commands/registry.ts'
import { useOfferedCommands } from '#ui/commands/use-commands.ts'

export interface CommandsButtonProps {
  readonly label: string
  /** Picks the commands for the menu. */
  readonly has: (command: Command) => boolean
  readonly children: ReactNode
}

/** A button with a menu of commands. */
export function CommandsButton({ label, has, children }: CommandsButtonProps) {
  const commands = useOfferedCommands()
  const place = useRef<HTMLSpanElement>(null)
  const [at, setAt] = useState<{ readonly x: number; readonly y: number }>()
  return (
    <span ref={place} className="lw-commands-button">
      <IconButton
        label={label}
        aria-expanded={at !== undefined}
        onPress={() => {
          const box = place.current?.getBoundingClientRect()
          setAt({ x: box?.left ?? 0, y: (box?.bottom ?? 0) + 4 })
        }}
      >
        {children}
      </IconButton>
      {at === undefined ? null : (
        <CommandMenu
          at={at}
          label={label}
          commands={commands.filter(has)}
          onClose={() => {
            setAt(undefined)
            place.current?.querySelector('button')?.focus()
          }}
        />
      )}
    </span>
  )
}
