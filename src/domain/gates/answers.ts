import type { Gate, GateField } from '#domain/line/gate.ts'
import type { Decision, GateRun } from '#domain/run/gate-run.ts'
import { normalise } from '#domain/ids.ts'
import { problem, type Finding, type Problem } from '#domain/problem.ts'
import { err, ok, type Result } from '#domain/result.ts'
import { say, type Sentence } from '#domain/sentence.ts'

/** What is wrong with an answer. */
export type AnswerFault = 'missing' | 'too-long' | 'no-number' | 'not-true-or-false' | 'not-an-option'

/** Reads an approver's answers by the gate's form: fills in defaults, normalises numbers and ids, refuses everything else. */
export function readAnswers(
  gate: Gate,
  given: Readonly<Record<string, string>>,
): Result<Readonly<Record<string, string>>, Problem> {
  const fields = gate.form ?? []
  const wrong: { readonly field: string; readonly said: Sentence }[] = Object.keys(given)
    .filter((name) => !fields.some((field) => field.name === name))
    .map((name) => ({ field: name, said: say`The gate asks no question ${name}` }))
  const answers: Record<string, string> = {}
  for (const field of fields) {
    const value = answerTo(field, given[field.name])
    const fault = faultOf(field, value)
    if (fault !== undefined) wrong.push({ field: field.name, said: faultWords(field, fault) })
    else if (value !== '') answers[field.name] = value
  }
  const [first] = wrong
  if (first === undefined) return ok(answers)
  const findings = wrong.map(({ field, said }): Finding => {
    const place = { path: `answers.${field}` }
    return { severity: 'error', code: 'gate-answer', message: said.text, args: { field }, place }
  })
  return err(problem('invalid-request', first.said, { findings, place: { path: `body.answers.${first.field}` } }))
}

/**
 * Returns the answers of the first approver, or of the person who opened the gate in an emergency; later approvers approve these answers too.
 * Undefined while nobody has answered.
 */
export function answersGiven({
  decisions,
  bypass,
}: {
  readonly decisions: readonly Decision[]
  readonly bypass?: GateRun['bypass']
}): Readonly<Record<string, string>> | undefined {
  const first = decisions.find(({ decision, answers }) => decision === 'approve' && answers !== undefined)
  return bypass?.answers ?? first?.answers
}

/** Returns the answers that an approval or an emergency leads to: the given ones if it is the first, otherwise those already there. */
export function answersWith(
  gate: Gate,
  decisions: readonly Decision[],
  given: Readonly<Record<string, string>>,
): Result<Readonly<Record<string, string>>, Problem> {
  return decisions.some(({ decision }) => decision === 'approve')
    ? sameAnswers(answersGiven({ decisions }) ?? {}, given)
    : readAnswers(gate, given)
}

/** Later approvers approve the answers that are already there. */
function sameAnswers(
  known: Readonly<Record<string, string>>,
  given: Readonly<Record<string, string>>,
): Result<Readonly<Record<string, string>>, Problem> {
  if (Object.entries(given).every(([field, value]) => (known[field] ?? '') === value)) return ok(known)
  const fix = say`Look at the answers again; the person who gave them can take the approval back and answer again`
  const place = { path: 'body.answers' }
  return err(problem('evidence-changed', say`Somebody has answered differently before you`, { fix, place }))
}

/**
 * Returns the answers that later stages read of a passed gate. An optional question may stay empty. If the gate passed on time-out, defaults apply,
 * and a required question without a default has no value.
 */
export function answersOfPassed(
  gate: Gate,
  { decisions, bypass }: Pick<GateRun, 'decisions' | 'bypass'>,
): Readonly<Record<string, string>> {
  const given = answersGiven({ decisions, bypass }) ?? {}
  const wasAsked = bypass?.answers !== undefined || decisions.some(({ decision }) => decision === 'approve')
  return Object.fromEntries(
    (gate.form ?? []).flatMap((field) => {
      const value = wasAsked ? (given[field.name] ?? '') : answerTo(field, undefined)
      return value === '' && field.required ? [] : [[field.name, value]]
    }),
  )
}

/** Whether a question gets no value when the gate passes without anybody. */
export function needsSomebody({ required, type, default: given = '' }: GateField): boolean {
  return required && given === '' && type !== 'boolean'
}

/** Returns an answer as it is kept: the default if there is none, numbers and choices normalised. */
export function answerTo(field: GateField, given: string | undefined): string {
  const raw = given ?? field.default ?? (field.type === 'boolean' ? 'false' : '')
  return field.type === 'text' ? raw.trim() : normalise(raw)
}

/** Returns what is wrong with the answer to a question; undefined if it is fine. */
export function faultOf({ type, options = [], required }: GateField, value: string): AnswerFault | undefined {
  if (value === '') return required ? 'missing' : undefined
  if (value.length > 4000) return 'too-long'
  if (type === 'number' && !/^-?\d+(\.\d+)?$/.test(value)) return 'no-number'
  if (type === 'boolean' && value !== 'true' && value !== 'false') return 'not-true-or-false'
  if (type === 'choice' && !options.includes(value)) return 'not-an-option'
  return undefined
}

function faultWords(field: GateField, fault: AnswerFault): Sentence {
  const name = field.title ?? field.name
  switch (fault) {
    case 'missing':
      return say`${name} has no answer`
    case 'too-long':
      return say`The answer to ${name} is too long`
    case 'no-number':
      return say`The answer to ${name} is not a number`
    case 'not-true-or-false':
      return say`The answer to ${name} is neither true nor false`
    case 'not-an-option':
      return say`The answer to ${name} is none of ${(field.options ?? []).join(', ')}`
  }
}
