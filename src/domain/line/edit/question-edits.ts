import { problem } from '../../problem.ts'
import { say } from '../../sentence.ts'
import { err, type Result } from '../../result.ts'
import { answerExpression } from '../expressions.ts'
import type { GateField } from '../gate.ts'
import { nameTaken } from '../refusal.ts'
import type { YamlPath } from '../yaml-text.ts'
import { type Step, steps } from './plain-steps.ts'
import { rewriteReaders } from './readers.ts'
import { editLine, type Opened, withoutItem } from './stage-edits.ts'
import type { Plain } from './write-yaml.ts'

/** Adds a question for approvers. */
export function addQuestion(
  text: string,
  gate: string,
  question: { readonly name: string; readonly title?: string },
): Result<string> {
  return editForm(text, gate, ({ questions, path }) =>
    questions.some(({ name }) => name === question.name)
      ? err(nameTaken('a question', question.name))
      : steps({ op: 'insert', path, index: questions.length, value: { ...question } }),
  )
}

/** Removes a question; bindings that read its answer stay and become findings. */
export function removeQuestion(text: string, gate: string, name: string): Result<string> {
  return editQuestion(text, gate, name, ({ questions, path, index }) => steps(withoutItem(path, questions, index)))
}

/** Sets a field of a question; undefined removes it, and the schema's default applies. */
export function setQuestionField(
  text: string,
  gate: string,
  name: string,
  field: Exclude<keyof GateField, 'name'>,
  value: Plain | undefined,
): Result<string> {
  return editQuestion(text, gate, name, ({ path, index, opened }) => {
    const at = [...path, index, field]
    if (value !== undefined) return steps({ op: 'set', path: at, value })
    return opened.isWritten(at) ? steps({ op: 'remove', path: at }) : steps()
  })
}

/** Renames a question, and every `$(gates.<gate>.results.<name>)` that reads its answer. */
export function renameQuestion(text: string, gate: string, from: string, to: string): Result<string> {
  return editQuestion(text, gate, from, ({ questions, path, index, opened }) => {
    if (from === to) return steps()
    if (questions.some(({ name }) => name === to)) return err(nameTaken('a question', to))
    const readers = rewriteReaders(opened, (expression) =>
      expression.kind === 'answer' && expression.gate === gate && expression.field === from
        ? answerExpression(gate, to)
        : undefined,
    )
    return steps({ op: 'set', path: [...path, index, 'name'], value: to }, ...readers)
  })
}

/** Moves a question one place up or down. */
export function moveQuestion(text: string, gate: string, name: string, by: -1 | 1): Result<string> {
  return editQuestion(text, gate, name, ({ questions, path, index }) =>
    questions[index + by] === undefined ? steps() : steps({ op: 'swap', path, index: Math.min(index, index + by) }),
  )
}

interface OpenedForm {
  readonly questions: readonly GateField[]
  /** Path of the gate's form. */
  readonly path: YamlPath
  readonly opened: Opened
}

function editForm(text: string, gate: string, edit: (form: OpenedForm) => Result<readonly Step[]>): Result<string> {
  return editLine(text, (opened) => {
    const entry = opened.entryOf('gates', gate)
    const known = opened.line.spec.gates?.find(({ name }) => name === gate)
    if (entry === undefined || known === undefined) return err(problem('not-found', say`There is no gate ${gate}`))
    return edit({
      questions: known.form ?? [],
      path: ['spec', 'gates', entry.index, 'form'],
      opened,
    })
  })
}

function editQuestion(
  text: string,
  gate: string,
  name: string,
  edit: (form: OpenedForm & { readonly index: number }) => Result<readonly Step[]>,
): Result<string> {
  return editForm(text, gate, (form) => {
    const index = form.questions.findIndex((question) => question.name === name)
    return index < 0
      ? err(problem('not-found', say`The gate ${gate} asks no question ${name}`))
      : edit({ ...form, index })
  })
}
