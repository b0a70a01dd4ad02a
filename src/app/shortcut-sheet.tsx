import { Dialog } from '#ui/dialog.tsx'
import { KeyCap } from '#ui/key-cap.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { useOfferedCommands } from '#ui/commands/use-commands.ts'
import { appMessages } from './messages.ts'
import { closeOverlay } from './overlays.ts'
import './command-palette.css'

/** All keys of what is on the screen, read from the registry that also answers them. */
export function ShortcutSheet() {
  const t = useMessages(appMessages)
  const commands = useOfferedCommands().filter((command) => (command.keys ?? []).length > 0)
  const groups = [...new Set(commands.map((command) => command.group))]
  return (
    <Dialog isOpen size="wide" title={t('shortcuts')} onClose={closeOverlay}>
      <p className="lw-muted">{t('shortcutsText')}</p>
      <div className="lw-shortcuts">
        {groups.map((group) => (
          <section key={group}>
            <h3>{group}</h3>
            <ul>
              {commands
                .filter((command) => command.group === group)
                .map((command) => (
                  <li key={command.id}>
                    {command.title}
                    <span className="lw-row">
                      {(command.keys ?? []).map((keys) => (
                        <KeyCap key={keys} keys={keys} />
                      ))}
                    </span>
                  </li>
                ))}
            </ul>
          </section>
        ))}
      </div>
    </Dialog>
  )
}
