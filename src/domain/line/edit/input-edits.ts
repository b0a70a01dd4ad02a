import { problem } from '../../problem.ts'
import { say } from '../../sentence.ts'
import { err, type Result } from '../../result.ts'
import { inputExpression } from '../expressions.ts'
import { nameTaken } from '../refusal.ts'
import { steps } from './plain-steps.ts'
import { rewriteReaders } from './readers.ts'
import { editLine } from './stage-edits.ts'

/** Sets a field of a line's input; an empty text removes the field. */
export function setInputField(
  text: string,
  name: string,
  field: 'description' | 'default',
  value: string,
): Result<string> {
  return editLine(text, ({ line, entryOf }) => {
    const entry = entryOf('params', name)
    if (entry === undefined) return err(problem('not-found', say`There is no input ${name}`))
    const path = ['spec', 'params', entry.index, field]
    if (value !== '') return steps({ op: 'set', path, value })
    return line.spec.params?.find((input) => input.name === name)?.[field] === undefined
      ? steps()
      : steps({ op: 'remove', path })
  })
}

/** Renames a line's input, and every `$(inputs.<name>)` that reads it. */
export function renameInput(text: string, from: string, to: string): Result<string> {
  return editLine(text, (opened) => {
    const inputs = opened.line.spec.params ?? []
    const entry = opened.entryOf('params', from)
    if (entry === undefined) return err(problem('not-found', say`There is no input ${from}`))
    if (from === to) return steps()
    if (inputs.some((input) => input.name === to)) return err(nameTaken('an input', to))
    const readers = rewriteReaders(opened, (expression) =>
      expression.kind === 'input' && expression.name === from ? inputExpression(to) : undefined,
    )
    return steps({ op: 'set', path: ['spec', 'params', entry.index, 'name'], value: to }, ...readers)
  })
}
