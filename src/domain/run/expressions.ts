import { replaceExpressions } from '#domain/line/expressions.ts'
import type { ParamValue } from '#domain/tekton/values/params.ts'

/** The values that a stage's expressions can refer to (Value Stream): inputs of the run, Deployment Params, results of ended stages. */
export interface ExpressionValues {
  readonly inputs: Readonly<Record<string, string>>
  readonly params: Readonly<Record<string, string>>
  /** By stage, then by result. */
  readonly results: Readonly<Record<string, Readonly<Record<string, string>>>>
  /** Approvers' answers, by gate, then by field. */
  readonly answers?: Readonly<Record<string, Readonly<Record<string, string>>>>
}

/** Replaces the expressions in a text in one pass; `missing` names those without a value, results as `<stage>.<result>`. */
export function evaluateText(
  text: string,
  values: ExpressionValues,
): { readonly value: string; readonly missing: readonly string[] } {
  const missing: string[] = []
  const value = replaceExpressions(text, (expression) => {
    switch (expression.kind) {
      case 'input':
        return values.inputs[expression.name] ?? miss(`inputs.${expression.name}`)
      case 'param':
        return values.params[expression.name] ?? miss(`params.${expression.name}`)
      case 'result':
        return values.results[expression.stage]?.[expression.result] ?? miss(`${expression.stage}.${expression.result}`)
      case 'answer':
        return (
          values.answers?.[expression.gate]?.[expression.field] ?? miss(`gates.${expression.gate}.${expression.field}`)
        )
      case 'unknown':
        return undefined
    }
  })
  function miss(name: string): undefined {
    missing.push(name)
  }
  return { value, missing }
}

/** A result as text: lists separated by commas as in Value Stream, objects as JSON. */
export function resultText(value: ParamValue): string {
  if (typeof value === 'string') return value
  return Array.isArray(value) ? value.join(',') : JSON.stringify(value)
}
