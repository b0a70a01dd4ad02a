import { z } from 'zod'

/** Where a project's module is: a repository hosted by the platform or elsewhere; `directory` contains its `cue.mod`. */
export const moduleSourceSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('hosted'), repository: z.string(), directory: z.string().default('') }),
  z.object({ kind: z.literal('git'), url: z.string().min(1), directory: z.string().default('') }),
])
export type ModuleSource = z.infer<typeof moduleSourceSchema>

/** Reference to the secret for a private repository: a token for HTTPS, or a private key for SSH. */
export const moduleCredentialSchema = z.object({
  kind: z.enum(['token', 'ssh-key']),
  environment: z.string(),
  key: z.string(),
})

/**
 * A module in a project's catalog: `name` is what QVS Configs write, `commit` is what `revision` pointed to when somebody reviewed and added it. It
 * stays the same until somebody upgrades it.
 */
export const projectModuleSchema = z.object({
  name: z.string().min(1),
  source: moduleSourceSchema,
  revision: z.string().min(1),
  commit: z.string().min(7),
  credential: moduleCredentialSchema.optional(),
})
export type ProjectModule = z.infer<typeof projectModuleSchema>

/** Id of a module's document: the module's name, with hyphens for characters that ids do not allow. */
export function moduleSlug(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
}
