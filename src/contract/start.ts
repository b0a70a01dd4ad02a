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

/** What a repository elsewhere, or one of the project, seems to hold. The token is used for this look only and kept nowhere. */
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
      /** Any other, by its https URL. */
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
    /** What its root seems to hold, then its folders in which an application was recognised. */
    applications: z.tuple([foundSchema], foundSchema),
    /** Whether there is a QVS Config at the usual path already: then another path is taken for a new one. */
    hasQvsConfig: z.boolean(),
  }),
  audit: false,
})
