import { z } from 'zod'
import { idSchema } from './ids.ts'
import { roleSchema } from './access/roles.ts'
import { retentionSchema } from './run/retention.ts'

/** A person as the identity provider names them. */
export const personSchema = z.object({ id: z.string(), name: z.string(), email: z.string().optional() })
/** A person as the identity provider knows them: `id` is the token's subject. */
export type Person = z.infer<typeof personSchema>

/** A person in a project. Gates use teams to ask several people at once. */
export const memberSchema = z.object({
  person: personSchema,
  role: roleSchema,
  teams: z.array(z.string()).default([]),
  /** When the identity provider last confirmed that the person's groups grant this; absent where people maintain it by hand. */
  grantedAt: z.string().optional(),
})
export type Member = z.infer<typeof memberSchema>

/** The tenant: one project sees nothing of another. */
export const projectSchema = z.object({
  name: idSchema,
  displayName: z.string().min(1),
  description: z.string().default(''),
  /** How long workspaces of runs are kept, if somebody decided it. */
  retention: retentionSchema.optional(),
  /** Hosted repositories whose default branch takes workbench changes as proposals only, and pushes from admins only. */
  protectedRepositories: z.array(idSchema).optional(),
})
export type Project = z.infer<typeof projectSchema>

/** Value-stream 1.4; the platform itself serves `hosted` repositories. */
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
    /** `private` when the target can be reached through a bastion only. */
    visibility: z.enum(['public', 'private']).default('public'),
  }),
])
export type ProvisioningTarget = z.infer<typeof provisioningTargetSchema>

/** Environments are the lanes of the board, in `order`. */
export const environmentSchema = z.object({
  name: idSchema,
  displayName: z.string().min(1),
  description: z.string().default(''),
  order: z.number().int().default(0),
  provisioningTargets: z.array(provisioningTargetSchema).default([]),
})
export type Environment = z.infer<typeof environmentSchema>

/** A reference to a secret in the platform's own store or the user's; never holds the value (Value Stream). */
export const secretReferenceSchema = z.object({
  name: z.string(),
  key: z.string(),
  version: z.string().optional(),
})
export type SecretReference = z.infer<typeof secretReferenceSchema>

/**
 * Application x Environment. Its ParameterSet (Deployment Config and Deployment Secret of Value Stream) is a document of its own; the parsed content
 * is repeated here for readers.
 */
export const deploymentSchema = z.object({
  application: z.string(),
  name: idSchema,
  environment: z.string(),
  displayName: z.string().min(1),
  /** Deployment Config: values by parameter name, all as text; arrays as one comma-separated text. */
  config: z.record(z.string(), z.string()).default({}),
  secrets: z.array(secretReferenceSchema).default([]),
  /** Names of Secrets by the credential parameter (`gitTokenSecretName`, ...) that they fill. */
  credentials: z.record(z.string(), z.string()).default({}),
})
export type Deployment = z.infer<typeof deploymentSchema>
