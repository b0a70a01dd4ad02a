import { z } from 'zod'
import { idSchema } from './ids.ts'
import { roleSchema } from './access/roles.ts'
import { retentionSchema } from './run/retention.ts'

/** A person as the identity provider names them. */
export const personSchema = z.object({ id: z.string(), name: z.string(), email: z.string().optional() })
/** A person as the identity provider knows them: `id` is the token's subject. */
export type Person = z.infer<typeof personSchema>

/** A person in a project. Teams are names by which gates ask for several at once. */
export const memberSchema = z.object({
  person: personSchema,
  role: roleSchema,
  teams: z.array(z.string()).default([]),
  /** When the identity provider said last that the person's groups give this; absent where people keep it by hand. */
  grantedAt: z.string().optional(),
})
export type Member = z.infer<typeof memberSchema>

/** The tenant: nothing of a project is seen from another. */
export const projectSchema = z.object({
  name: idSchema,
  displayName: z.string().min(1),
  description: z.string().default(''),
  /** How long workspaces of runs are kept, where somebody has decided it. */
  retention: retentionSchema.optional(),
  /** Repositories kept here whose default branch takes changes from the workbench as proposals, and pushes of admins alone. */
  protectedRepositories: z.array(idSchema).optional(),
})
export type Project = z.infer<typeof projectSchema>

/** Value-stream 1.4; `hosted` repositories are served by the platform itself. */
export const repositorySchema = z.object({
  name: idSchema,
  kind: z.enum(['github', 'gitlab', 'bitbucket', 'backlog', 'hosted']),
  gitCloneProtocol: z.enum(['https', 'ssh']).default('https'),
  visibility: z.enum(['public', 'private']).default('private'),
  gitCloneUrl: z.string().min(1),
  description: z.string().default(''),
})
export type Repository = z.infer<typeof repositorySchema>

/** Value-stream 1.5; `name` is the prefix of its compiled Pipelines and Tasks. */
export const applicationSchema = z.object({
  name: idSchema,
  displayName: z.string().min(1),
  description: z.string().default(''),
  qvsConfigRepository: z.string(),
  qvsConfigPath: z.string().default('.valuestream/qvs.yaml'),
})
export type Application = z.infer<typeof applicationSchema>

/** Value Stream's kinds, plus the embedded kind `local` (decision 6). */
export const provisioningTargetSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('local'), namespace: z.string() }),
  z.object({ kind: z.literal('kubernetes'), namespace: z.string() }),
  z.object({ kind: z.literal('gcp'), projectId: z.string() }),
  z.object({ kind: z.literal('aws'), accountId: z.string(), region: z.string() }),
  z.object({
    kind: z.literal('azure'),
    tenantId: z.string(),
    subscriptionId: z.string(),
    resourceGroupName: z.string(),
    applicationId: z.string(),
    /** Whether what is behind it is reached from everywhere, or through a bastion only. */
    visibility: z.enum(['public', 'private']).default('public'),
  }),
])
export type ProvisioningTarget = z.infer<typeof provisioningTargetSchema>

/** Environments stand as lanes on the board, in `order`. */
export const environmentSchema = z.object({
  name: idSchema,
  displayName: z.string().min(1),
  description: z.string().default(''),
  order: z.number().int().default(0),
  provisioningTargets: z.array(provisioningTargetSchema).default([]),
})
export type Environment = z.infer<typeof environmentSchema>

/** A secret by reference: the platform's own store or the user's; the value never stands here (Value Stream). */
export const secretReferenceSchema = z.object({
  name: z.string(),
  key: z.string(),
  version: z.string().optional(),
})
export type SecretReference = z.infer<typeof secretReferenceSchema>

/**
 * Application x Environment. Its ParameterSet (Deployment Config and Deployment Secret of Value Stream) is a document of its own;
 * the parsed content stands here for readers.
 */
export const deploymentSchema = z.object({
  application: z.string(),
  name: idSchema,
  environment: z.string(),
  displayName: z.string().min(1),
  /** Deployment Config: parameter name to value, all values as text; arrays as one comma-separated text. */
  config: z.record(z.string(), z.string()).default({}),
  secrets: z.array(secretReferenceSchema).default([]),
  /** Credential parameter (`gitTokenSecretName`, ...) to the name of the Secret that holds it. */
  credentials: z.record(z.string(), z.string()).default({}),
})
export type Deployment = z.infer<typeof deploymentSchema>
