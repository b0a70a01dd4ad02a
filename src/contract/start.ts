import { z } from 'zod'
import { signKinds, sourceKinds } from '#domain/start/recognised.ts'
import { endpoint } from './endpoint.ts'

const foundSchema = z.object({
  folder: z.string(),
  kind: z.enum(sourceKinds).optional(),
  signs: z.array(
    z.object({
      file: z.string(),
      what: z.enum(signKinds),
    }),
  ),
  parameters: z.record(z.string(), z.string()),
  programs: z.array(z.string()).optional(),
  portVariable: z.string().optional(),
  readinessPath: z.string().optional(),
  hasTests: z.boolean(),
})

/** Recognises applications in a repository. The token is only used for this request and not stored. */
export const lookAtRepository = endpoint({
  name: 'lookAtRepository',
  method: 'POST',
  path: '/apis/v1/projects/:project/repository-looks',
  access: 'line.edit',
  summary: 'Looks at the files of a repository and says what kind of application they are',
  answer: 'json',
  body: z
    .object({
      /** A repository of the project, by name. */
      repository: z.string().optional(),
      /** Any other repository, by its https URL. */
      url: z.string().max(2000).optional(),
      token: z.string().max(65536).optional(),
    })
    .refine(({ repository, url }) => (repository === undefined) !== (url === undefined), {
      message: 'Give either repository or url',
      path: ['url'],
    }),
  response: z.object({
    branch: z.string(),
    commit: z.string(),
    files: z.number().int(),
    /** The application at its root, then those in folders. */
    applications: z.tuple([foundSchema], foundSchema),
    /** Whether the usual path has a QVS Config already, so that a new one needs another. */
    hasQvsConfig: z.boolean(),
  }),
  audit: false,
})
