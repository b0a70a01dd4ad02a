import { useEdited } from '#client/change-set/use-editor-state.ts'
import { X } from 'lucide-react'
import { IconButton } from '#ui/button.tsx'
import { useFindingWords } from '#parts/findings/use-finding-words.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { ProblemPanel } from '#ui/page/problem-panel.tsx'
import { useDesigner } from '../designer-context.tsx'
import { designerMessages } from '../messages.ts'

/** Says why the last step was refused. The next step, a click or Escape on the board, or the cross dismisses it. */
export function Refusal() {
  const t = useMessages(designerMessages)
  const { editor } = useDesigner()
  const problem = useEdited(editor, (state) => state.problem)
  const words = useFindingWords()
  if (problem === undefined) return null
  return (
    <div className="lw-designer-problem">
      <ProblemPanel problem={words.problem(problem)} />
      <IconButton label={t('dismiss')} onPress={editor.dismiss}>
        <X size={16} aria-hidden />
      </IconButton>
    </div>
  )
}
