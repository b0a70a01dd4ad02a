import { ChevronDown } from 'lucide-react'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { CommandsButton } from './commands-button.tsx'
import { useDesigner } from './designer-context.tsx'
import { composeMessages } from './palette/compose-messages.ts'

/** The menu of the line as a whole, beside its name. */
export function LineMenu() {
  const t = useMessages(composeMessages)
  const { line } = useDesigner()
  return (
    <CommandsButton label={t('menuOfLine', { line })} has={({ id }) => id.startsWith('line.')}>
      <ChevronDown size={16} aria-hidden />
    </CommandsButton>
  )
}
