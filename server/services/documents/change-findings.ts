import type { ChangePart, Texts } from '#domain/documents.ts'
import { parseLine } from '#domain/line/parse.ts'
import { validateLine } from '#domain/line/validate.ts'
import type { World } from '#domain/line/world.ts'
import { readResources, resourceKinds, textsOf } from '#domain/project-documents.ts'
import type { Finding } from '#domain/problem.ts'
import { referenceFindings } from '#domain/resource-references.ts'
import { keptPipelineId } from '#domain/tekton/bundle/kept-pipeline.ts'
import type { Ports } from '../../ports.ts'
import { checkRules } from '../gates/environment-rules.ts'
import type { WorldService } from './world.ts'

/** What is wrong with the documents of a change set, by themselves and together with all others. */
export async function changeFindings(
  ports: Pick<Ports, 'documents'>,
  worlds: Pick<WorldService, 'read'>,
  project: string,
  parts: readonly ChangePart[],
): Promise<readonly Finding[]> {
  const texts = Object.fromEntries(parts.map(({ id, text }) => [id, text ?? '']))
  const lines = parts.flatMap(({ id, text }) => (id.startsWith('line/') && text !== undefined ? [id] : []))
  const ofRules = parts.flatMap(({ id, text }) =>
    id.startsWith('rules/') && text !== undefined ? checkRules(id, text) : [],
  )
  const { world, findings } = await worlds.read(project, texts, true)
  const own = findings.filter(({ place }) => place.document !== undefined && texts[place.document] !== undefined)
  const ofLines = lines.flatMap((id) =>
    validateLine(parseLine(texts[id] ?? ''), world).map((finding) => ({
      ...finding,
      place: { document: id, ...finding.place },
    })),
  )
  return [...own, ...ofLines, ...ofRules, ...(await brokenReferences(ports, project, texts, world))]
}

/** References that the change set breaks or leaves broken; only if it touches a resource. */
async function brokenReferences(
  { documents }: Pick<Ports, 'documents'>,
  project: string,
  texts: Texts,
  world: World,
): Promise<readonly Finding[]> {
  const touches = (kind: string): boolean => Object.keys(texts).some((id) => id.startsWith(`${kind}/`))
  if (!(['repository', 'application', 'environment', 'deployment', 'pipeline'] as const).some(touches)) return []
  const published = await Promise.all([...resourceKinds, 'line' as const].map((kind) => documents.list(project, kind)))
  const all = { ...textsOf(published.flat()), ...texts }
  const lines = Object.fromEntries(Object.entries(all).filter(([id]) => id.startsWith('line/')))
  const brought = new Set(world.pipelines.map(({ metadata }) => keptPipelineId(metadata.name)))
  const gone = Object.keys(texts).filter((id) => texts[id] === '' && !brought.has(id))
  return referenceFindings(readResources(all), lines, gone).filter(
    ({ place }) => texts[place.document ?? ''] !== undefined,
  )
}
