import { z } from 'zod'

/**
 * Ids of the versioned documents of a project. People edit lines, their layout, QVS Configs and ParameterSets as text; the resources around them
 * (applications, ...) are JSON texts kept the same way, so that one change set can hold all of them. `pipeline/<name>` holds a Tekton Pipeline that
 * comes from no adapter, with its Tasks; `rules/<environment>` holds what an environment demands of every line, and only admins publish it.
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

/** `<kind>/<name>`, or `<kind>/<application>/<deployment>` for documents of a Deployment; `parameters/project` and the like are layers. */
export const documentIdSchema = z.string().regex(/^[a-z-]+(\/[a-z0-9][a-z0-9-]*){1,2}$/)
export type DocumentId = z.infer<typeof documentIdSchema>

/** Serializes a resource to the JSON text that is kept and that people read. */
export function resourceText(resource: unknown): string {
  return `${JSON.stringify(resource, null, 2)}\n`
}

/**
 * Texts of a change set by document id; an absent document stays as published. An empty text means that the document does not exist: this is how
 * resources and ParameterSets are deleted.
 */
export type Texts = Readonly<Record<string, string>>

/** Builds the id of a document from its kind and names. */
export function documentId(kind: DocumentKind, ...names: readonly string[]): DocumentId {
  return [kind, ...names].join('/')
}

/** Splits a document id into kind and names; undefined for any other text. */
export function parseDocumentId(id: string): { kind: DocumentKind; names: readonly string[] } | undefined {
  const [kind, ...names] = id.split('/')
  const known = documentKinds.find((candidate) => candidate === kind)
  return known === undefined || names.length === 0 ? undefined : { kind: known, names }
}

/** Returns the application whose QVS Config the document is; undefined for any other document. */
export function applicationOfConfig(document: string | undefined): string | undefined {
  const parsed = document === undefined ? undefined : parseDocumentId(document)
  return parsed?.kind === 'qvs-config' ? parsed.names[0] : undefined
}

/** The person who published a version. */
export const authorSchema = z.object({ id: z.string(), name: z.string() })

/** One published version. `version` counts from 1; `commit` is set for documents that live in Git. */
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

/** A part that somebody else changed in the meantime, with the version it started from, the current version and the one to be published. */
export const conflictSchema = z.object({
  id: documentIdSchema,
  current: documentVersionSchema.optional(),
  mine: z.string().optional(),
})
export type Conflict = z.infer<typeof conflictSchema>
