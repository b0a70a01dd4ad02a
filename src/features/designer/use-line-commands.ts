import { useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useNavigate } from 'react-router'
import type { Editor } from '#client/change-set/editor.ts'
import { deleteDraftedLine } from '#client/change-set/drafted-line.ts'
import { deleteLine } from '#client/lines.ts'
import { pathTo } from '#client/paths.ts'
import { usePerson, usePlatform } from '#client/platform.ts'
import { problemOf } from '#client/problems.ts'
import type { Command } from '#ui/commands/registry.ts'
import { useCommands } from '#ui/commands/use-commands.ts'
import { offerUndo } from '#parts/offer-undo.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { showToast } from '#ui/overlays/toast.tsx'
import { saveFile } from '#ui/save-file.ts'
import { composeMessages } from './palette/compose-messages.ts'
import { designerMessages } from './messages.ts'

/** Commands for the whole line: copy, rename, export, delete. */
export function useLineCommands(project: string, line: string, editor: Editor, editable: boolean): void {
  const t = useMessages({ ...designerMessages, ...composeMessages })
  const { client } = usePlatform()
  const person = usePerson()
  const navigate = useNavigate()
  const cache = useQueryClient()
  const commands = useMemo((): readonly Command[] => {
    const group = t('group')
    const lines = (search: Readonly<Record<string, string>> = {}): void =>
      void navigate(pathTo('lines', { project }, search))
    const isPublished = (): boolean => (editor.store.getState().bases[editor.subject]?.version ?? 0) > 0
    async function remove(): Promise<void> {
      if (!isPublished()) {
        const bringBack = await deleteDraftedLine({ client, project, person }, line)
        const refresh = () => cache.invalidateQueries({ queryKey: [project, 'drafts'] })
        await refresh()
        lines()
        offerUndo(t('lineDraftRemoved', { line }), () => bringBack().then(refresh))
        return
      }
      const messages = { remove: t('removeLine', { line }), restore: t('restoreLine', { line }) }
      const restore = await deleteLine({ client, project, person }, line, messages)
      await cache.invalidateQueries({ queryKey: [project, 'documents'] })
      lines()
      offerUndo(t('lineRemoved', { line }), () =>
        restore().then(() => cache.invalidateQueries({ queryKey: [project] })),
      )
    }
    function tell(error: unknown): void {
      showToast({ text: problemOf(error).message })
    }
    return [
      {
        id: 'line.duplicate',
        title: t('duplicateLine'),
        group,
        when: () => editable,
        run: () => lines({ do: 'duplicate', line }),
      },
      {
        id: 'line.rename',
        title: t('renameLine'),
        group,
        when: () => editable,
        run: () => lines({ do: 'rename', line }),
      },
      {
        id: 'line.export',
        title: t('exportLine'),
        group,
        run() {
          const { history, bases } = editor.store.getState()
          saveFile(
            `${line}.yaml`,
            new Blob([history.present[editor.subject] ?? bases[editor.subject]?.text ?? ''], {
              type: 'application/yaml',
            }),
          )
        },
      },
      {
        id: 'line.remove',
        title: t('removeLineCommand'),
        group,
        danger: true,
        when: () => editable,
        run: () => void remove().catch(tell),
      },
    ]
  }, [t, client, person, navigate, cache, project, line, editor, editable])
  useCommands(commands)
}
