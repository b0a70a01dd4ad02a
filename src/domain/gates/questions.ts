import type { Gate, GateField } from '#domain/line/gate.ts'
import { faultOf } from './answers.ts'

/** A mistake in a gate's questions: nobody can answer a choice without options, and nobody notices a default that is not a valid answer. */
export interface QuestionFault {
  readonly code: 'question-twice' | 'question-options' | 'question-default'
  /** Path below the gate. */
  readonly path: readonly (string | number)[]
  readonly message: string
  readonly args: Readonly<Record<string, string>>
  readonly fix: string
}

/** Checks the questions of a gate; reports at most one fault for each. */
export function questionFaults({ name: gate, form = [] }: Gate): readonly QuestionFault[] {
  return form.flatMap((question, index): readonly QuestionFault[] => {
    const { name, default: given = '' } = question
    const args = { gate, name, value: given }
    const path = ['form', index]
    if (form.findIndex((other) => other.name === name) !== index) {
      const message = `The gate ${gate} asks ${name} twice`
      return [{ code: 'question-twice', path, message, args, fix: 'Give one of them another name' }]
    }
    if (lacksOptions(question)) {
      const message = `The question ${name} offers nothing to choose from`
      return [{ code: 'question-options', path, message, args, fix: 'Add the options of the choice' }]
    }
    if (hasBadDefault(question)) {
      const message = `The default of ${name} is no answer: ${given}`
      const fix = 'Write a default that an approver could answer, or none'
      return [{ code: 'question-default', path: [...path, 'default'], message, args, fix }]
    }
    return []
  })
}

/** Whether it is a choice without options. */
export function lacksOptions({ type, options = [] }: GateField): boolean {
  return type === 'choice' && options.length === 0
}

/** Whether its default is not a valid answer. */
export function hasBadDefault(question: GateField): boolean {
  const { default: given = '' } = question
  return given !== '' && faultOf(question, given) !== undefined
}
