import { ChevronDown } from 'lucide-react'
import { useRef, useState } from 'react'
import { IconButton } from '#ui/button.tsx'
import { CommandMenu } from '#ui/commands/command-menu.tsx'
import { useOfferedCommands } from '#ui/commands/use-commands.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { composeMessages } from './palette/compose-messages.ts'
import { useDesigner } from './designer-context.tsx'

/** What can be done with the line as a whole, beside its name. */
export function LineMenu() {
  const t = useMessages(composeMessages)
  const { line } = useDesigner()
  const commands = useOfferedCommands()
  const place = useRef<HTMLSpanElement>(null)
  const [at, setAt] = useState<{ readonly x: number; readonly y: number }>()
  const label = t('menuOfLine', { line })
  return (
    <span ref={place} className="lw-line-menu">
      <IconButton
        label={label}
        aria-expanded={at !== undefined}
        onPress={() => {
          const box = place.current?.getBoundingClientRect()
          setAt({ x: box?.left ?? 0, y: (box?.bottom ?? 0) + 4 })
        }}
      >
        <ChevronDown size={16} aria-hidden />
      </IconButton>
      {at === undefined ? null : (
        <CommandMenu
          at={at}
          label={label}
          commands={commands.filter(({ id }) => id.startsWith('line.'))}
          onClose={() => {
            setAt(undefined)
            place.current?.querySelector('button')?.focus()
          }}
        />
      )}
    </span>
  )
}
