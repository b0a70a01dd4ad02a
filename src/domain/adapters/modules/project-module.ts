import { z } from 'zod'

/** Where a module of a project lives: a repository that the platform hosts, or one elsewhere; `directory` holds its `cue.mod`. */
export const moduleSourceSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('hosted'), repository: z.string(), directory: z.string().default('') }),
  z.object({ kind: z.literal('git'), url: z.string().min(1), directory: z.string().default('') }),
])
export type ModuleSource = z.infer<typeof moduleSourceSchema>

/** The secret that opens a private repository, by reference: a token for HTTPS, or a private key for SSH. */
export const moduleCredentialSchema = z.object({
  kind: z.enum(['token', 'ssh-key']),
  environment: z.string(),
  key: z.string(),
})

/**
 * A module that a project has taken into its catalog: `name` is what QVS Configs write, `commit` what `revision` stood for when somebody
 * looked at it and took it. It stays until somebody upgrades.
 */
export const projectModuleSchema = z.object({
  name: z.string().min(1),
  source: moduleSourceSchema,
  revision: z.string().min(1),
  commit: z.string().min(7),
  credential: moduleCredentialSchema.optional(),
})
export type ProjectModule = z.infer<typeof projectModuleSchema>

/** The name of a module's document: its own name with what ids cannot hold as hyphens. */
export function moduleSlug(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
}
