import { z } from 'zod'

/**
 * Ids of versioned documents of a project. Lines, their layout, QVS Configs and ParameterSets are texts that people edit; the resources
 * around them (applications, ...) are JSON texts kept the same way, so that one change set can hold all of them. `pipeline/<name>` holds a
 * Tekton Pipeline that comes from no adapter, with its Tasks; `rules/<environment>` holds what
 * an environment demands of every line; only admins publish it.
 */
export const documentKinds = [
  'line',
  'layout',
  'qvs-config',
  'parameters',
  'pipeline',
  'module',
  'repository',
  'application',
  'environment',
  'deployment',
  'rules',
] as const
export type DocumentKind = (typeof documentKinds)[number]

/** `<kind>/<name>` or, for what belongs to a Deployment, `<kind>/<application>/<deployment>`; `parameters/project` and the like are layers. */
export const documentIdSchema = z.string().regex(/^[a-z-]+(\/[a-z0-9][a-z0-9-]*){1,2}$/)
export type DocumentId = z.infer<typeof documentIdSchema>

/** The text by which a resource is kept: its JSON, as people read it. */
export function resourceText(resource: unknown): string {
  return `${JSON.stringify(resource, null, 2)}\n`
}

/**
 * Texts of a change set by document id; absent ones are as published. An empty text stands for a document that is not there: resources and
 * ParameterSets are deleted by it.
 */
export type Texts = Readonly<Record<string, string>>

/** The id of a document from its kind and names. */
export function documentId(kind: DocumentKind, ...names: readonly string[]): DocumentId {
  return [kind, ...names].join('/')
}

/** Kind and names of a document id; undefined when it is none. */
export function parseDocumentId(id: string): { kind: DocumentKind; names: readonly string[] } | undefined {
  const [kind, ...names] = id.split('/')
  const known = documentKinds.find((candidate) => candidate === kind)
  return known === undefined || names.length === 0 ? undefined : { kind: known, names }
}

/** The application whose QVS Config a document is; undefined for any other document, or none. */
export function applicationOfConfig(document: string | undefined): string | undefined {
  const parsed = document === undefined ? undefined : parseDocumentId(document)
  return parsed?.kind === 'qvs-config' ? parsed.names[0] : undefined
}

/** Who has published a version. */
export const authorSchema = z.object({ id: z.string(), name: z.string() })

/** One published version. `version` counts from 1; for a document whose home is Git, `commit` says which commit it is. */
export const documentVersionSchema = z.object({
  id: documentIdSchema,
  version: z.number().int().positive(),
  digest: z.string(),
  text: z.string(),
  author: authorSchema,
  message: z.string(),
  at: z.string(),
  commit: z.string().optional(),
})
export type DocumentVersion = z.infer<typeof documentVersionSchema>

/** One document of a change set: the digest it started from (absent for a new one) and its new text (absent to delete). */
export const changePartSchema = z.object({
  id: documentIdSchema,
  base: z.string().optional(),
  text: z.string().optional(),
})
export type ChangePart = z.infer<typeof changePartSchema>

/** What is published in one transaction. */
export const changeSetSchema = z.object({ message: z.string().min(1), parts: z.array(changePartSchema).min(1) })
export type ChangeSet = z.infer<typeof changeSetSchema>

/** A part that somebody else changed in the meantime: what it started from, what is there now, what was to be published. */
export const conflictSchema = z.object({
  id: documentIdSchema,
  current: documentVersionSchema.optional(),
  mine: z.string().optional(),
})
export type Conflict = z.infer<typeof conflictSchema>
