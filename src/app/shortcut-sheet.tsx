import { useState } from 'react'
import { Button } from '#ui/button.tsx'
import { forgetBindings, useBindings } from '#ui/commands/bindings.ts'
import { useOfferedCommands } from '#ui/commands/use-commands.ts'
import { Dialog } from '#ui/overlays/dialog.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { SearchField } from '#ui/fields/search-field.tsx'
import { lateMessages } from './late-messages.ts'
import { closeOverlay } from './overlays.ts'
import { ShortcutRow } from './shortcut-row.tsx'
import './command-palette.css'

/** All commands of the current screen with their keys, read from the registry. The keys can be changed here. */
export function ShortcutSheet() {
  const t = useMessages(lateMessages)
  const commands = useOfferedCommands()
  const bindings = useBindings()
  const [wanted, setWanted] = useState('')
  const found = commands.filter(({ title, words = '' }) =>
    `${title} ${words}`.normalize('NFKC').toLowerCase().includes(wanted.trim().normalize('NFKC').toLowerCase()),
  )
  return (
    <Dialog
      isOpen
      size="wide"
      title={t('shortcuts')}
      onClose={closeOverlay}
      actions={
        Object.keys(bindings).length === 0 ? undefined : (
          <Button
            onPress={({ target }) => {
              // The button disappears after its work, and the focus with it.
              target.closest('[role=dialog]')?.querySelector('input')?.focus()
              forgetBindings()
            }}
          >
            {t('resetAllKeys')}
          </Button>
        )
      }
    >
      <p className="lw-muted">{t('shortcutsText')}</p>
      <SearchField label={t('searchCommands')} value={wanted} onChange={setWanted} autoFocus />
      <div className="lw-shortcuts">
        {[...Map.groupBy(found, ({ group }) => group)].map(([group, entries]) => (
          <section key={group}>
            <h3>{group}</h3>
            <ul>
              {entries.map((command) => (
                <ShortcutRow
                  key={command.id}
                  command={command}
                  commands={commands}
                  isChanged={bindings[command.id] !== undefined}
                />
              ))}
            </ul>
          </section>
        ))}
      </div>
    </Dialog>
  )
}
