import type { z } from 'zod'
import { projectModuleSchema, type ProjectModule } from './adapters/modules/project-module.ts'
import { documentId, type DocumentVersion, type Texts } from './documents.ts'
import { openYamlOnce } from './line/yaml-text.ts'
import type { ParameterLayers } from './line/world.ts'
import { readParameterSet } from './parameters/read-parameter-set.ts'
import type { Finding } from './problem.ts'
import {
  applicationSchema,
  deploymentSchema,
  environmentSchema,
  repositorySchema,
  type Application,
  type Deployment,
  type Environment,
  type Repository,
} from './project.ts'
import { remembered } from './remember.ts'
import { readKeptPipeline } from './tekton/bundle/kept-pipeline.ts'
import type { Pipeline } from './tekton/pipeline.ts'

/** Resources of a project as parsed from its documents. */
export interface ProjectResources {
  readonly modules: readonly ProjectModule[]
  readonly repositories: readonly Repository[]
  readonly applications: readonly Application[]
  readonly environments: readonly Environment[]
  readonly deployments: readonly Deployment[]
  /** Pipelines that come from no adapter. */
  readonly pipelines: readonly Pipeline[]
  readonly layers: ParameterLayers
  readonly findings: readonly Finding[]
}

type Parsed<T> = { readonly success: true; readonly value: T } | { readonly success: false; readonly message: string }
type Reader<T> = (text: string) => Parsed<T>

// A hundred applications in six environments make a thousand documents, and all of them are read again and again.
const mostDocuments = 5000

/** Returns the same object for the same text, so that callers can cache what they derive from it. */
const readers = {
  module: reader(projectModuleSchema),
  repository: reader(repositorySchema),
  application: reader(applicationSchema),
  environment: reader(environmentSchema),
  deployment: reader(deploymentSchema),
}

/**
 * Reads the resources of a project from document texts by id. An empty text means that the document does not exist; an unreadable one is left out and
 * becomes a finding.
 */
export function readResources(texts: Texts): ProjectResources {
  const findings: Finding[] = []
  function read<T>(id: string, reader: Reader<T>): T[] {
    const parsed = reader(texts[id] ?? '')
    if (parsed.success) return [parsed.value]
    const message = `${id} cannot be read: ${parsed.message}`
    findings.push({
      severity: 'error',
      code: 'unreadable-document',
      message,
      args: { document: id },
      place: { document: id },
    })
    return []
  }
  const idsOf = (kind: string): string[] =>
    Object.keys(texts)
      .filter((id) => id.startsWith(`${kind}/`) && texts[id]?.trim() !== '')
      .sort()
  const all = <T>(kind: string, reader: Reader<T>): T[] => idsOf(kind).flatMap((id) => read(id, reader))
  const sets = new Map(
    idsOf('parameters').map((id) => {
      const { set, findings: found } = readParameterSet(texts[id] ?? '')
      findings.push(...found.map((finding) => ({ ...finding, place: { document: id, ...finding.place } })))
      return [id, set] as const
    }),
  )
  const configOf = (kind: string): Record<string, Record<string, string>> =>
    Object.fromEntries(
      [...sets]
        .filter(([id]) => id.startsWith(`parameters/${kind}/`))
        .map(([id, { config }]) => [id.slice(`parameters/${kind}/`.length), config]),
    )
  return {
    modules: all('module', readers.module),
    repositories: all('repository', readers.repository),
    applications: all('application', readers.application),
    environments: all('environment', readers.environment).sort((a, b) => a.order - b.order),
    deployments: all('deployment', readers.deployment).map((deployment) => {
      const set = sets.get(documentId('parameters', deployment.application, deployment.name))
      return set === undefined ? deployment : { ...deployment, ...set }
    }),
    pipelines: idsOf('pipeline').flatMap((id) => {
      const pipeline = readKeptPipeline(id.slice('pipeline/'.length), texts[id] ?? '')
      if (pipeline.ok) return [pipeline.value]
      findings.push(...pipeline.error)
      return []
    }),
    layers: {
      project: sets.get('parameters/project')?.config ?? {},
      applications: configOf('application'),
      environments: configOf('environment'),
    },
    findings,
  }
}

/** The kinds of documents that hold resources. */
export const resourceKinds = [
  'module',
  'repository',
  'application',
  'environment',
  'deployment',
  'parameters',
  'pipeline',
] as const

/** Indexes the texts of documents by id. */
export function textsOf(documents: readonly DocumentVersion[]): Record<string, string> {
  return Object.fromEntries(documents.map(({ id, text }) => [id, text]))
}

function reader<T>(schema: z.ZodType<T>): Reader<T> {
  return remembered((text) => parseText(text, schema), mostDocuments)
}

function parseText<T>(text: string, schema: z.ZodType<T>): Parsed<T> {
  const { value, findings } = openYamlOnce(text)
  const broken = findings.find(({ severity }) => severity === 'error')
  if (broken !== undefined) return { success: false, message: broken.message }
  const parsed = schema.safeParse(value ?? {})
  if (parsed.success) return { success: true, value: parsed.data }
  const [issue] = parsed.error.issues
  return { success: false, message: `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}` }
}
