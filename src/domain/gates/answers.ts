import type { Gate, GateField } from '#domain/line/line.ts'
import { normalise } from '#domain/ids.ts'
import { problem, type Finding, type Problem } from '#domain/problem.ts'
import { err, ok, type Result } from '#domain/result.ts'

/** Reads what an approver answered as the gate's form wants it: defaults filled in, numbers and ids normalised, everything else refused. */
export function readAnswers(
  gate: Gate,
  given: Readonly<Record<string, string>>,
): Result<Readonly<Record<string, string>>, Problem> {
  const fields = gate.form ?? []
  const findings: Finding[] = []
  const wrong = (field: string, message: string): void =>
    void findings.push({
      severity: 'error',
      code: 'gate-answer',
      message,
      args: { field },
      place: { path: `answers.${field}` },
    })
  for (const name of Object.keys(given))
    if (!fields.some((field) => field.name === name)) wrong(name, `The gate asks no question ${name}`)
  const answers: Record<string, string> = {}
  for (const field of fields) {
    const raw = given[field.name] ?? field.default ?? (field.type === 'boolean' ? 'false' : '')
    const value = field.type === 'text' ? raw.trim() : normalise(raw)
    if (value === '') {
      if (field.required) wrong(field.name, `${field.title ?? field.name} has no answer`)
      continue
    }
    const reason = misfit(field, value)
    if (reason !== undefined) wrong(field.name, `${field.title ?? field.name} ${reason}`)
    answers[field.name] = value
  }
  const [first] = findings
  return first === undefined ? ok(answers) : err(problem('invalid-request', first.message, { findings }))
}

/** Why a text is no answer to a question; undefined where it is one. */
export function misfit({ type, options = [] }: GateField, value: string): string | undefined {
  if (value.length > 4000) return 'is too long'
  if (type === 'number' && !/^-?\d+(\.\d+)?$/.test(value)) return 'is no number'
  if (type === 'boolean' && value !== 'true' && value !== 'false') return 'is neither true nor false'
  if (type === 'choice' && !options.includes(value)) return `is none of ${options.join(', ')}`
  return undefined
}
