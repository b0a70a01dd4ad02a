import { useMemo } from 'react'
import type { Command } from '#ui/commands/registry.ts'
import { useCommands } from '#ui/commands/use-commands.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { lateUiMessages } from '#ui/late-ui-messages.ts'
import { paneCommands } from '#ui/page/pane-commands.ts'
import type { Editor } from '#client/change-set/editor.ts'
import { composeMessages } from './palette/compose-messages.ts'
import { designerMessages } from './messages.ts'
import { designerPanes } from './panes.ts'

export interface DesignerActions {
  readonly editor: Editor
  readonly editable: boolean
  readonly run: () => void
  readonly save: () => void
  readonly setUp: () => void
  /** Shows the palette and focuses its search. */
  readonly showPalette: () => void
}

/** The designer's commands, for buttons, menus, palette and keys. */
export function useDesignerCommands(actions: DesignerActions): void {
  const t = useMessages(designerMessages)
  const words = useMessages(composeMessages)
  const ui = useMessages(lateUiMessages)
  const { editor, editable, run, save, setUp, showPalette } = actions
  const commands = useMemo((): readonly Command[] => {
    const group = t('group')
    return [
      { id: 'designer.undo', title: t('undo'), group, keys: ['Mod+Z'], when: () => editable, run: editor.undo },
      {
        id: 'designer.redo',
        title: t('redo'),
        group,
        keys: ['Mod+Shift+Z', 'Mod+Y'],
        when: () => editable,
        run: editor.redo,
      },
      {
        id: 'designer.save',
        title: t('save'),
        group,
        keys: ['Mod+S'],
        inFields: true,
        when: () => editable,
        run: save,
      },
      { id: 'designer.setUp', title: words('setupOpen'), group, when: () => editable, run: setUp },
      // On the board the same key opens the search at the place where it would insert.
      { id: 'designer.palette', title: t('searchPalette'), group, keys: ['/'], run: showPalette },
      ...paneCommands(ui, 'designer', group, designerPanes),
      { id: 'designer.run', title: t('run'), group, keys: ['Mod+Enter'], run },
    ]
  }, [t, words, ui, editor, editable, run, save, setUp, showPalette])
  useCommands(commands)
}
