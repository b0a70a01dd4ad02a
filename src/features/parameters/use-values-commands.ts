import { useMemo, useRef } from 'react'
import type { Editor } from '#client/change-set/editor.ts'
import type { Command } from '#ui/commands/registry.ts'
import { useCommands } from '#ui/commands/use-commands.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { parametersMessages } from './messages.ts'
import type { ViewChange } from './use-values-view.ts'

/** The page's commands, for buttons, palette and keys. */
export function useValuesCommands({
  editor,
  editable,
  save,
  show,
}: {
  readonly editor: Editor
  readonly editable: boolean
  readonly save: () => void
  readonly show: (change: ViewChange) => void
}): void {
  const t = useMessages(parametersMessages)
  const left = useRef<Element>(null)
  const commands = useMemo((): readonly Command[] => {
    const group = t('parameters')
    const when = (): boolean => editable
    return [
      { id: 'values.undo', title: t('undo'), group, keys: ['Mod+Z'], when, run: editor.undo },
      { id: 'values.redo', title: t('redo'), group, keys: ['Mod+Shift+Z', 'Mod+Y'], when, run: editor.redo },
      { id: 'values.save', title: t('saveDraft'), group, keys: ['Mod+S'], inFields: true, when, run: save },
      {
        id: 'values.review',
        title: t('review'),
        group,
        keys: ['Mod+Shift+S'],
        when,
        run: () => show({ dialog: 'review' }),
      },
      {
        id: 'values.replace',
        title: t('findReplace'),
        group,
        keys: ['Mod+H'],
        run: () => show({ view: 'grid', dialog: 'replace' }),
      },
      {
        id: 'values.details',
        title: t('toDetails'),
        group,
        keys: ['F6'],
        inFields: true,
        run: () => {
          left.current = switchToDetails(left.current)
        },
      },
      { id: 'values.grid', title: t('showGrid'), group, run: () => show({ view: undefined }) },
      { id: 'values.form', title: t('showForm'), group, run: () => show({ view: 'form' }) },
      { id: 'values.compare', title: t('showCompare'), group, run: () => show({ view: 'compare' }) },
      { id: 'values.resources', title: t('showResources'), group, run: () => show({ view: 'resources' }) },
      {
        id: 'values.environment',
        title: t('newEnvironment'),
        group,
        when,
        run: () => show({ view: 'resources', dialog: 'new-environment' }),
      },
    ]
  }, [t, editor, editable, save, show])
  useCommands(commands)
}

/**
 * Moves the focus to the selected value's details, which Tab would only reach after many cells, and back. Answers where
 * it was.
 */
function switchToDetails(left: Element | null): Element | null {
  const side = document.querySelector('.lw-values-side')
  const { activeElement } = document
  const isThere = side?.contains(activeElement) === true
  const to = isThere ? left : side?.querySelector('h2[tabindex]')
  if (to instanceof HTMLElement) to.focus()
  return isThere ? left : activeElement
}
