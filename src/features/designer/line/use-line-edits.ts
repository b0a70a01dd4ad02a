import { draftedText, editText, inOrder } from '#client/change-set/editor.ts'
import { documentId } from '#domain/documents.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { isIdle } from '#ui/page/idle-focus.ts'
import { useStable } from '#ui/use-stable.ts'
import type { Designer } from '../designer-context.tsx'
import { designerMessages } from '../messages.ts'
import { focusBoard } from '../panes.ts'
import { removeSelected, rename, renamePosition } from './edits.ts'
import type { LineView } from './line-view.ts'

type LineEdits = Pick<Designer, 'editTexts' | 'editLine' | 'remove' | 'renameStage'>

/** The edits that all panes share, each one named step of the history. They do nothing while the line is read-only. */
export function useLineEdits({
  line,
  editor,
  editable,
  view,
  selectMany,
}: Pick<Designer, 'line' | 'editor' | 'editable' | 'selectMany'> & { readonly view: LineView }): LineEdits {
  const t = useMessages(designerMessages)
  const editTexts: LineEdits['editTexts'] = useStable((name, edit, mark) => editable && editor.apply(name, edit, mark))
  const editLine: LineEdits['editLine'] = useStable((name, edit, mark) =>
    editTexts(name, editText(editor.store.getState(), editor.subject, edit), mark),
  )
  const remove: LineEdits['remove'] = useStable((ids, heal = false) => {
    const edit = removeSelected(view.line, ids, heal)
    const [first = ''] = ids
    const step = ids.length === 1 ? t('stepRemove', { name: first }) : t('stepRemoveMany', { count: ids.length })
    if (edit === undefined || !editLine(step, edit)) return
    selectMany([])
    // The focused row or button may have been removed along.
    requestAnimationFrame(() => (isIdle(document.activeElement) ? focusBoard() : undefined))
  })
  const renameStage: LineEdits['renameStage'] = useStable((from, to) => {
    const known = editor.store.getState()
    const layoutId = documentId('layout', line)
    const hasLayout = draftedText(known, layoutId) !== undefined
    const edit = inOrder(
      editText(known, editor.subject, rename(from, to)),
      ...(hasLayout ? [editText(known, layoutId, renamePosition(from, to))] : []),
    )
    return editTexts(t('stepRename', { from, to }), edit)
  })
  return { editTexts, editLine, remove, renameStage }
}
