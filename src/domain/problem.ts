import { z } from 'zod'
import { type Sentence, wordingsSchema } from './sentence.ts'

/** Every reason for which the platform refuses something; the browser switches over these codes, never over sentences. */
export const problemCodes = [
  'invalid-request',
  'invalid-document',
  'not-signed-in',
  'not-allowed',
  'credential-needed',
  'not-found',
  'method-not-allowed',
  'already-exists',
  'version-conflict',
  'evidence-changed',
  'not-possible-now',
  'compile-failed',
  'missing-parameter',
  'unsupported',
  'storage-full',
  'unreachable',
  'too-large',
  'too-many-requests',
  'timed-out',
  'internal',
] as const

export type ProblemCode = (typeof problemCodes)[number]

/** The position of a problem: a document or file with 1-based line and column, a path inside it, or a stage and parameter. */
export const placeSchema = z.object({
  document: z.string().optional(),
  line: z.number().int().positive().optional(),
  column: z.number().int().positive().optional(),
  path: z.string().optional(),
  stage: z.string().optional(),
  parameter: z.string().optional(),
})
export type Place = z.infer<typeof placeSchema>

/** One side of a conflict between adapters: the adapter's value as JSON, and where its source says it. */
export const conflictSideSchema = z.object({
  adapter: z.string(),
  /** The adapters that compose it, outermost first. */
  via: z.array(z.string()),
  value: z.string(),
  place: placeSchema,
  /** The cause in the QVS Config: the parameter that decides the value, if any, otherwise the entry of the adapter. */
  entry: placeSchema.optional(),
})
export type ConflictSide = z.infer<typeof conflictSideSchema>

/**
 * A result of validating a document: an error forbids publishing and running (never saving a draft), a warning forbids nothing. `code` is stable and
 * chooses the translation; `args` fill it; `message` is the English sentence for logs and the command line.
 */
export const findingSchema = z.object({
  severity: z.enum(['error', 'warning', 'info']),
  code: z.string(),
  message: z.string(),
  args: z.record(z.string(), z.string()).default({}),
  fix: z.string().optional(),
  place: placeSchema.default({}),
  sides: z.array(conflictSideSchema).optional(),
})
export type Finding = z.infer<typeof findingSchema>

/** Keeps one finding for each message, since several parts may be wrong in the same way. */
export function toldOnce(findings: readonly Finding[]): Finding[] {
  return [...new Map(findings.map((finding) => [finding.message, finding])).values()]
}

/** Returns the errors only, without warnings. */
export function errorsOf(findings: readonly Finding[]): readonly Finding[] {
  return findings.filter(({ severity }) => severity === 'error')
}

/** An expected failure: a closed code, an English sentence that says what happened, what to do about it, and where. */
export const problemSchema = z.object({
  code: z.enum(problemCodes),
  message: z.string(),
  fix: z.string().optional(),
  place: placeSchema.optional(),
  findings: z.array(findingSchema).optional(),
  /** Technical text of another program (CUE, Git, a shell), folded away by user interfaces. */
  detail: z.string().optional(),
  /** For processes of the platform among themselves; people get message and fix in their language instead. */
  wordings: wordingsSchema.optional(),
})
export type Problem = z.infer<typeof problemSchema>

/** Turns a problem into a finding: an error at the problem's place. */
export function problemFinding({ code, message, fix, place = {} }: Problem): Finding {
  return { severity: 'error', code, message, args: {}, ...(fix === undefined ? {} : { fix }), place }
}

/** Returns the findings of a problem; one without any becomes its own single finding. */
export function findingsOf(problem: Problem): readonly Finding[] {
  return problem.findings ?? [problemFinding(problem)]
}

type More = Omit<Problem, 'code' | 'message' | 'fix' | 'wordings'> & { readonly fix?: string | Sentence | undefined }

/**
 * Builds a problem; `more` adds the fix, the place and the findings. Word our own sentences with `say`, so that people read them in their language;
 * pass on the text of another program as it is.
 */
export function problem(code: ProblemCode, message: string | Sentence, { fix, ...more }: More = {}): Problem {
  const wordings = { ...wordingOf('message', message), ...wordingOf('fix', fix) }
  return {
    code,
    message: textOf(message),
    ...(fix === undefined ? {} : { fix: textOf(fix) }),
    ...more,
    ...(Object.keys(wordings).length === 0 ? {} : { wordings }),
  }
}

function textOf(said: string | Sentence): string {
  return typeof said === 'string' ? said : said.text
}

function wordingOf(name: 'message' | 'fix', said: string | Sentence | undefined) {
  return said === undefined || typeof said === 'string' ? {} : { [name]: { template: said.template, args: said.args } }
}
