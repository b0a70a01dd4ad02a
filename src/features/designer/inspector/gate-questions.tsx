import {
  addQuestion,
  moveQuestion,
  removeQuestion,
  renameQuestion,
  setQuestionField,
} from '#domain/line/edit/question-edits.ts'
import { answerExpression } from '#domain/line/expressions.ts'
import type { Gate } from '#domain/line/gate.ts'
import { QuestionList } from '#parts/forms/question-list.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { useDesigner } from '../designer-context.tsx'
import { gateQuestionsMessages } from './gate-questions-messages.ts'

/** The questions that a gate asks its approvers. */
export function GateQuestions({ gate: { name: gate, form } }: { readonly gate: Gate }) {
  const t = useMessages(gateQuestionsMessages)
  const { editable, line, editLine } = useDesigner()
  return (
    <QuestionList
      questions={form ?? []}
      keptAs={`${line} question ${gate}`}
      expressionOf={(name) => answerExpression(gate, name)}
      edits={
        editable
          ? {
              add: (question) =>
                editLine(t('stepAdd', { name: question.name, gate }), (text) => addQuestion(text, gate, question)),
              set: (name, field, value) =>
                editLine(
                  t('stepChange', { name, gate }),
                  (text) => setQuestionField(text, gate, name, field, value),
                  `question ${gate} ${name} ${field}`,
                ),
              rename: (from, to) =>
                editLine(t('stepRename', { from, to }), (text) => renameQuestion(text, gate, from, to)),
              move: (name, by) => editLine(t('stepMove', { name, gate }), (text) => moveQuestion(text, gate, name, by)),
              remove: (name) => editLine(t('stepRemove', { name, gate }), (text) => removeQuestion(text, gate, name)),
            }
          : undefined
      }
    />
  )
}
