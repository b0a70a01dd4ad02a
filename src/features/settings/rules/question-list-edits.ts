import type { GateField } from '#domain/line/gate.ts'
import { gateFieldSchema } from '#domain/line/gate.ts'
import type { QuestionEdits } from '#parts/forms/question-fields.tsx'

/** Edits of a list of questions that is kept as data: each gives the next list. */
export function questionListEdits(
  questions: readonly GateField[],
  onChange: (questions: readonly GateField[]) => void,
): QuestionEdits {
  const change = (next: readonly GateField[]): boolean => {
    onChange(next)
    return true
  }
  const at = (name: string) => questions.findIndex((question) => question.name === name)
  const replace = (name: string, fields: Partial<Record<keyof GateField, unknown>>): boolean => {
    const index = at(name)
    return change(questions.with(index, gateFieldSchema.parse({ ...questions[index], ...fields })))
  }
  return {
    add: (question) => change([...questions, gateFieldSchema.parse(question)]),
    set: (name, field, value) => replace(name, { [field]: value }),
    rename: (from, to) => replace(from, { name: to }),
    remove: (name) => change(questions.toSpliced(at(name), 1)),
    move: (name, by) => {
      const index = at(name)
      const [moved, other] = [questions[index], questions[index + by]]
      return moved !== undefined && other !== undefined && change(questions.with(index, other).with(index + by, moved))
    },
  }
}
