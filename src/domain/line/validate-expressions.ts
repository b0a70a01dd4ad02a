import { type Expression, parseExpressions } from './expressions.ts'
import type { Stage } from './line.ts'
import { checkAnswer } from './validate-gates.ts'
import { reportUnknown, type Subject, type ValidationContext } from './validation-report.ts'
import { assertNever } from '../result.ts'
import { pipelineNamed } from './world-index.ts'
import type { YamlPath } from './yaml-text.ts'

/** What expressions may refer to. */
export interface ExpressionContext extends ValidationContext {
  readonly stages: ReadonlyMap<string, Stage>
  readonly inputs: ReadonlySet<string>
}

/** Checks the targets of every `$(...)` in a value: inputs, answers at gates, and results of other stages. */
export function checkExpressions(context: ExpressionContext, value: string, path: YamlPath, subject: Subject): void {
  for (const expression of parseExpressions(value)) {
    switch (expression.kind) {
      case 'unknown':
        context.report({
          severity: 'error',
          code: 'unknown-expression',
          path,
          message: `${expression.text} is none of $(inputs.x), $(params.x) and $(stages.s.results.r)`,
          args: { text: expression.text },
          ...subject,
        })
        break
      case 'input':
        checkInput(context, expression.name, path, subject)
        break
      case 'answer':
        checkAnswer(context, expression, path, subject)
        break
      case 'result':
        checkResult(context, expression, path, subject)
        break
      // Checked with the stage, which knows its deployment's values.
      case 'param':
        break
      default:
        assertNever(expression)
    }
  }
}

function checkInput(context: ExpressionContext, name: string, path: YamlPath, subject: Subject): void {
  if (context.inputs.has(name)) return
  reportUnknown(context, {
    code: 'unknown-input',
    path,
    message: `The line has no input ${name}`,
    args: { name },
    name,
    known: context.inputs,
    otherwise: `Declare ${name} in spec.params`,
    ...subject,
  })
}

function checkResult(
  context: ExpressionContext,
  { stage: name, result }: Extract<Expression, { kind: 'result' }>,
  path: YamlPath,
  subject: Subject,
): void {
  const { stages, world, report } = context
  const stage = stages.get(name)
  if (stage === undefined) {
    reportUnknown(context, {
      code: 'unknown-stage',
      path,
      message: `There is no stage ${name}`,
      args: { name },
      name,
      known: [...stages.keys()].filter((other) => other !== subject.stage),
      otherwise: 'Name a stage of the line',
      ...subject,
    })
    return
  }
  if (stage.disabled === true) {
    report({
      severity: 'error',
      code: 'reads-disabled',
      path,
      message: `${name} is disabled, so ${name}.${result} has no value`,
      args: { stage: name, result },
      fix: `Enable ${name} or bind another value`,
      ...subject,
    })
    return
  }
  const results = pipelineNamed(world, stage.spec.pipeline)?.spec.results?.map((declared) => declared.name)
  if (results === undefined || results.includes(result)) return
  reportUnknown(context, {
    code: 'unknown-result',
    path,
    message: `The stage ${name} has no result ${result}`,
    args: { stage: name, result },
    name: result,
    known: results,
    otherwise: `It has: ${results.join(', ') || 'none'}`,
    ...subject,
  })
}
