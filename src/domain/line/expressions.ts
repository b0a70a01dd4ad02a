/** One `$(...)` of a stage parameter or result (Value Stream); `start` is the offset of its first character, `end` the one after its last. */
export type Expression = { readonly text: string; readonly start: number; readonly end: number } & (
  | { readonly kind: 'input'; readonly name: string }
  | { readonly kind: 'param'; readonly name: string }
  | { readonly kind: 'result'; readonly stage: string; readonly result: string }
  | { readonly kind: 'answer'; readonly gate: string; readonly field: string }
  | { readonly kind: 'unknown' }
)

const pattern = /\$\(([^()]*)\)/g
const simple = /^(inputs|params)\.([\w.-]+)$/
const result = /^stages\.([\w-]+)\.results\.([\w.-]+)$/

const answer = /^gates\.([\w-]+)\.results\.([\w-]+)$/

/** Returns all expressions in a value, from left to right. */
export function parseExpressions(value: string): readonly Expression[] {
  return [...value.matchAll(pattern)].map((match): Expression => {
    const [text, inner = ''] = match
    const base = { text, start: match.index, end: match.index + text.length }
    const named = simple.exec(inner)
    if (named?.[2] !== undefined) return { ...base, kind: named[1] === 'inputs' ? 'input' : 'param', name: named[2] }
    const reference = result.exec(inner)
    if (reference?.[1] !== undefined && reference[2] !== undefined)
      return { ...base, kind: 'result', stage: reference[1], result: reference[2] }
    const answered = answer.exec(inner)
    if (answered?.[1] !== undefined && answered[2] !== undefined)
      return { ...base, kind: 'answer', gate: answered[1], field: answered[2] }
    return { ...base, kind: 'unknown' }
  })
}

/** Replaces each expression by what `replace` returns for it; undefined keeps it as it is. */
export function replaceExpressions(value: string, replace: (expression: Expression) => string | undefined): string {
  let out = ''
  let at = 0
  for (const expression of parseExpressions(value)) {
    out += value.slice(at, expression.start) + (replace(expression) ?? expression.text)
    at = expression.end
  }
  return out + value.slice(at)
}

/** A value to be read at a glance: `$(stages.build-api.results.digest)` is `build-api.digest`, `$(inputs.revision)` is `revision`. */
export function inShort(value: string): string {
  return replaceExpressions(value, (expression) => {
    if (expression.kind === 'result') return `${expression.stage}.${expression.result}`
    if (expression.kind === 'answer') return `${expression.gate}.${expression.field}`
    return expression.kind === 'unknown' ? undefined : expression.name
  })
}

/** The expression that reads a stage's result. */
export function resultExpression(stage: string, name: string): string {
  return `$(stages.${stage}.results.${name})`
}

/** The expression that reads an approver's answer at a gate. */
export function answerExpression(gate: string, field: string): string {
  return `$(gates.${gate}.results.${field})`
}

/** The expression that reads an input of the line. */
export function inputExpression(name: string): string {
  return `$(inputs.${name})`
}
