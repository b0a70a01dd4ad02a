import { problem } from '../../problem.ts'
import { err, type Result } from '../../result.ts'
import { inputExpression, replaceExpressions } from '../expressions.ts'
import { refusal } from '../refusal.ts'
import type { Step } from './plain-steps.ts'
import { editLine } from './stage-edits.ts'

const steps = (...value: readonly Step[]): Result<readonly Step[]> => ({ ok: true, value })

/** Sets what an input of the line says of itself; an empty text takes the field out. */
export function setInputField(
  text: string,
  name: string,
  field: 'description' | 'default',
  value: string,
): Result<string> {
  return editLine(text, ({ line }) => {
    const inputs = line.spec.params ?? []
    const index = inputs.findIndex((input) => input.name === name)
    if (index < 0) return err(problem('not-found', `There is no input ${name}`))
    const path = ['spec', 'params', index, field]
    if (value !== '') return steps({ op: 'set', path, value })
    return inputs[index]?.[field] === undefined ? steps() : steps({ op: 'remove', path })
  })
}

/** Renames an input of the line together with every `$(inputs.<name>)` that reads it. */
export function renameInput(text: string, from: string, to: string): Result<string> {
  return editLine(text, ({ line, pathOf }) => {
    const inputs = line.spec.params ?? []
    const index = inputs.findIndex((input) => input.name === from)
    if (index < 0) return err(problem('not-found', `There is no input ${from}`))
    if (from === to) return steps()
    if (inputs.some((input) => input.name === to))
      return err(
        refusal(
          'already-exists',
          'name-taken',
          `There is an input ${to} already`,
          { name: to },
          { fix: 'Choose another name' },
        ),
      )
    const renamed = (value: string): string =>
      replaceExpressions(value, (expression) =>
        expression.kind === 'input' && expression.name === from ? inputExpression(to) : undefined,
      )
    const readers = [
      ...(line.spec.results ?? []).map(({ value }, at) => ({ path: ['spec', 'results', at, 'value'], value })),
      ...line.spec.stages.flatMap((stage) =>
        (stage.spec.params ?? []).map(({ value }, at) => ({
          path: [...pathOf(stage), 'spec', 'params', at, 'value'],
          value,
        })),
      ),
    ].flatMap(({ path, value }): Step[] =>
      renamed(value) === value ? [] : [{ op: 'set', path, value: renamed(value) }],
    )
    return steps({ op: 'set', path: ['spec', 'params', index, 'name'], value: to }, ...readers)
  })
}
