import { type GateField, gateFieldSchema } from '#domain/line/gate.ts'
import type { QuestionEdits } from '#parts/forms/question-fields.tsx'

type Questions = readonly GateField[]

/** Edits of a list of questions that is kept as data. Each one is a function of the list's latest state. */
export function questionListEdits(change: (next: (questions: Questions) => Questions) => void): QuestionEdits {
  const done = (next: (questions: Questions) => Questions): boolean => {
    change(next)
    return true
  }
  const replace = (name: string, fields: Readonly<Record<string, unknown>>): boolean =>
    done((questions) =>
      questions.map((question) =>
        question.name === name ? gateFieldSchema.parse({ ...question, ...fields }) : question,
      ),
    )
  return {
    add: (question) => done((questions) => [...questions, gateFieldSchema.parse(question)]),
    set: (name, field, value) => replace(name, { [field]: value }),
    rename: (from, to) => replace(from, { name: to }),
    remove: (name) => done((questions) => questions.filter((question) => question.name !== name)),
    move: (name, by) =>
      done((questions) => {
        const from = questions.findIndex((question) => question.name === name)
        const [moved, other] = [questions[from], questions[from + by]]
        return moved === undefined || other === undefined
          ? questions
          : questions.with(from, other).with(from + by, moved)
      }),
  }
}
