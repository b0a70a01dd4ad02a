import type { ParamValue } from '#domain/tekton/params.ts'

/** What the expressions of a line can name (value-stream 3.2): inputs of the run, Deployment Params, results of stages that have ended. */
export interface ExpressionValues {
  readonly inputs: Readonly<Record<string, string>>
  readonly params: Readonly<Record<string, string>>
  /** By stage, then by result. */
  readonly results: Readonly<Record<string, Readonly<Record<string, string>>>>
}

const pattern = /\$\((?:inputs\.([\w.-]+)|params\.([\w.-]+)|stages\.([\w-]+)\.results\.([\w.-]+))\)/g

/** Replaces the expressions of a text in one pass, so that a value is never read as an expression; `missing` names what has no value. */
export function evaluateText(text: string, values: ExpressionValues): { readonly value: string; readonly missing: readonly string[] } {
  const missing: string[] = []
  const value = text.replace(pattern, (whole: string, input?: string, param?: string, stage?: string, result?: string) => {
    const found =
      input !== undefined
        ? values.inputs[input]
        : param !== undefined
          ? values.params[param]
          : values.results[stage ?? '']?.[result ?? '']
    if (found === undefined) missing.push(whole.slice(2, -1))
    return found ?? whole
  })
  return { value, missing }
}

/** Stages whose results a text reads. */
export function stagesReadBy(text: string): readonly string[] {
  return [...text.matchAll(pattern)].flatMap(([, , , stage]) => (stage === undefined ? [] : [stage]))
}

/** A result as text: lists with commas as value-stream 2.4 writes them, objects as JSON. */
export function resultText(value: ParamValue): string {
  if (typeof value === 'string') return value
  return Array.isArray(value) ? value.join(',') : JSON.stringify(value)
}
