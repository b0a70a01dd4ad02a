import { stringify } from 'yaml'
import { parse as parseYaml } from '#domain/yaml.ts'
import { z } from 'zod'
import { documentId, type ChangePart, resourceText } from '#domain/documents.ts'
import { parseLine } from '#domain/line/parse.ts'
import { problem, type Problem } from '#domain/problem.ts'
import { say } from '#domain/sentence.ts'
import {
  applicationSchema,
  deploymentSchema,
  environmentSchema,
  memberSchema,
  projectSchema,
  repositorySchema,
} from '#domain/project.ts'
import { err, ok, type Result } from '#domain/result.ts'
import type { Ports } from '../../ports.ts'

const values = z.record(z.string(), z.string())
const sampleSchema = z.object({
  project: projectSchema,
  members: z.array(memberSchema),
  repositories: z.array(repositorySchema.omit({ gitCloneUrl: true }).extend({ folder: z.string(), files: values })),
  firstCommit: z.object({
    author: z.object({ name: z.string(), email: z.string() }),
    message: z.string(),
    branch: z.string(),
  }),
  applications: z.array(applicationSchema),
  environments: z.array(environmentSchema),
  layers: z.object({
    project: values,
    applications: z.record(z.string(), values),
    environments: z.record(z.string(), values),
  }),
  deployments: z.array(deploymentSchema.extend({ serviceUrls: values.default({}) })),
  lines: z.array(z.string()),
})
type Sample = z.infer<typeof sampleSchema>

export type SeedPorts = Pick<Ports, 'projects' | 'documents' | 'repositories' | 'target' | 'clock'>

/**
 * Creates a project from the files of a sample: `project.yaml` and what it names, by path below its folder. Does
 * nothing if the project exists; can be repeated after a failure.
 */
export async function seedProject(
  ports: SeedPorts,
  files: ReadonlyMap<string, Uint8Array>,
): Promise<Result<{ readonly project: string; readonly made: boolean }, Problem>> {
  const data: unknown = parseYaml(textOf(files, 'project.yaml'))
  const parsed = sampleSchema.safeParse(data)
  if (!parsed.success)
    return err(
      problem('invalid-document', say`project.yaml: ${z.prettifyError(parsed.error)}`, {
        place: { document: 'project.yaml' },
      }),
    )
  const sample = parsed.data
  const at = new Date(ports.clock.now()).toISOString()
  const project = sample.project.name
  if ((await ports.projects.read(project)) !== undefined) return ok({ project, made: false })
  for (const repository of sample.repositories) {
    const made = await ports.repositories.create(
      { project, repository: repository.name },
      { ...sample.firstCommit, at, files: repositoryFiles(files, repository) },
    )
    if (!made.ok && made.error.code !== 'already-exists') return made
  }
  const parts = await documentsOf(ports, sample, files)
  const missing: ChangePart[] = []
  for (const part of parts) if ((await ports.documents.read(project, part.id)) === undefined) missing.push(part)
  const { name } = sample.firstCommit.author
  const author = { id: sample.members.find(({ person }) => person.name === name)?.person.id ?? name, name }
  const written = await ports.documents.publish(project, {
    parts: missing,
    author,
    message: sample.firstCommit.message,
    at,
  })
  if (!written.ok) return err(problem('version-conflict', say`Somebody else makes the sample project at the same time`))
  for (const member of sample.members) await ports.projects.saveMember(project, member)
  // Last, since its existence means that everything else is there.
  return ok({ project, made: await ports.projects.create(sample.project) })
}

async function documentsOf(
  ports: SeedPorts,
  sample: Sample,
  files: ReadonlyMap<string, Uint8Array>,
): Promise<ChangePart[]> {
  const { project, repositories, applications, environments, deployments, layers, lines } = sample
  const json = (id: string, data: unknown): ChangePart => ({ id, text: resourceText(data) })
  const layer = (config: Readonly<Record<string, string>>, ...names: readonly string[]): ChangePart => ({
    id: documentId('parameters', ...names),
    text: stringify({ config }),
  })
  const sets = await Promise.all(
    deployments.map(async ({ application, name, environment, config, secrets, credentials, serviceUrls }) => {
      const urls = await Promise.all(
        Object.entries(serviceUrls).map(
          async ([parameter, service]) =>
            [parameter, await ports.target.serviceUrl(project.name, environment, service)] as const,
        ),
      )
      const text = stringify({ config: { ...Object.fromEntries(urls), ...config }, secrets, credentials })
      return { id: documentId('parameters', application, name), text }
    }),
  )
  return [
    ...repositories.map(({ folder: _folder, files: _files, ...repository }) =>
      json(documentId('repository', repository.name), {
        ...repository,
        gitCloneUrl: `/git/${project.name}/${repository.name}.git`,
      }),
    ),
    ...applications.map((application) => json(documentId('application', application.name), application)),
    ...environments.map((environment) => json(documentId('environment', environment.name), environment)),
    ...deployments.map(({ application, name, environment, displayName }) =>
      json(documentId('deployment', application, name), { application, name, environment, displayName }),
    ),
    ...sets,
    layer(layers.project, 'project'),
    ...Object.entries(layers.applications).map(([name, config]) => layer(config, 'application', name)),
    ...Object.entries(layers.environments).map(([name, config]) => layer(config, 'environment', name)),
    ...lines.map((path) => {
      const text = textOf(files, path)
      return { id: documentId('line', parseLine(text).line?.metadata.name ?? 'line'), text }
    }),
  ]
}

function repositoryFiles(
  files: ReadonlyMap<string, Uint8Array>,
  { folder, files: extra }: Sample['repositories'][number],
): ReadonlyMap<string, Uint8Array> {
  const below = [...files].flatMap(([path, bytes]) =>
    path.startsWith(`${folder}/`) ? [[path.slice(folder.length + 1), bytes] as const] : [],
  )
  const added = Object.entries(extra).map(([path, from]) => [path, files.get(from) ?? new Uint8Array()] as const)
  return new Map([...below, ...added])
}

function textOf(files: ReadonlyMap<string, Uint8Array>, path: string): string {
  const bytes = files.get(path)
  if (bytes === undefined) throw new Error(`The sample has no file ${path}`)
  return new TextDecoder().decode(bytes)
}
