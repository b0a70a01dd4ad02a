import { useEditorState } from '#client/change-set/use-editor-state.ts'
import { changedIds, type Editor } from '#client/change-set/editor.ts'
import { DiffView } from '#ui/diff/diff-view.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { useDocumentWords } from '../document-words.ts'
import { changeSetMessages } from './change-set-messages.ts'
import { diffTitles } from './diff-titles.ts'

export interface DocumentDiffsProps {
  readonly editor: Editor
  /** The level of their headings, for the outline of the page around them. */
  readonly heading: 'h2' | 'h4'
}

/** The diffs of all changed documents against their bases. */
export function DocumentDiffs({ editor, heading: Heading }: DocumentDiffsProps) {
  const t = useMessages(changeSetMessages)
  const words = useDocumentWords()
  const state = useEditorState(editor)
  return changedIds(state).map((id) => {
    const [before, after] = [state.bases[id]?.text ?? '', state.history.present[id] ?? '']
    return (
      <section key={id}>
        <Heading className="lw-review-name">{words(id)}</Heading>
        <DiffView
          label={t('diffOf', { name: words(id) })}
          before={before}
          after={after}
          {...diffTitles(t, before, after)}
        />
      </section>
    )
  })
}
