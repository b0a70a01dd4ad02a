import { z } from 'zod'
import { type Sentence, wordingsSchema } from './sentence.ts'

/** Every reason that the platform gives for refusing something; the browser switches over these, never over sentences. */
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

/** Where something is wrong: a document or file with 1-based line and column, a path inside it, or a stage and parameter. */
export const placeSchema = z.object({
  document: z.string().optional(),
  line: z.number().int().positive().optional(),
  column: z.number().int().positive().optional(),
  path: z.string().optional(),
  stage: z.string().optional(),
  parameter: z.string().optional(),
})
export type Place = z.infer<typeof placeSchema>

/** What one adapter says where several contradict each other: its value as JSON, and the place in its source. */
export const conflictSideSchema = z.object({
  adapter: z.string(),
  /** The adapters that compose it, outermost first. */
  via: z.array(z.string()),
  value: z.string(),
  place: placeSchema,
  /** What of the QVS Config brings it in: the parameter that decides the value, where one does, or the entry of the adapter. */
  entry: placeSchema.optional(),
})
export type ConflictSide = z.infer<typeof conflictSideSchema>

/**
 * What validation says about a document: an error forbids publishing and running (never saving a draft), a warning forbids nothing.
 * `code` is stable and chooses the translation; `args` fill it; `message` is the English sentence for logs and the command line.
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

/** What several parts are wrong about in the same words is told once. */
export function toldOnce(findings: readonly Finding[]): Finding[] {
  return [...new Map(findings.map((finding) => [finding.message, finding])).values()]
}

/** The findings that are errors, without the warnings. */
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
  /** Between processes of the platform; answers to people have message and fix in their language instead. */
  wordings: wordingsSchema.optional(),
})
export type Problem = z.infer<typeof problemSchema>

/** A problem as a finding of whatever was looked at: an error at the problem's place. */
export function problemFinding({ code, message, fix, place = {} }: Problem): Finding {
  return { severity: 'error', code, message, args: {}, ...(fix === undefined ? {} : { fix }), place }
}

/** What a problem says in detail; a problem without details is its own only finding. */
export function findingsOf(problem: Problem): readonly Finding[] {
  return problem.findings ?? [problemFinding(problem)]
}

type More = Omit<Problem, 'code' | 'message' | 'fix' | 'wordings'> & { readonly fix?: string | Sentence | undefined }

/**
 * Builds a problem; `more` adds the fix, the place and the findings. Sentences of ours are worded with `say`, so that people read them in
 * their language; a text of another program is passed on as it is.
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
