import type { Outline } from '#contract/outline.ts'
import type { AdapterDescription } from '#domain/adapters/catalog/description.ts'
import { parseDocumentId } from '#domain/documents.ts'
import { gatesOfLine } from '#domain/gates/line-gates.ts'
import type { AssemblyLine } from '#domain/line/line.ts'
import { parseLine } from '#domain/line/parse.ts'
import type { Ports } from '../../ports.ts'
import { publishedResources } from './published-resources.ts'
import { resourceKinds } from '#domain/project-documents.ts'
import { withCloneUrls, type WorldService } from './world.ts'

const remembered = 200
/**
 * Milliseconds that an overview waits for adapters: it must not be held up by a starting kernel or by fetching modules.
 */
const patience = 50

export interface OutlineService {
  read(project: string): Promise<Outline>
}

/** The overview of a project. Lines are parsed once per text. */
export function createOutlineService(ports: Ports, worlds: WorldService): OutlineService {
  const parsed = new Map<string, AssemblyLine | undefined>()

  function lineOf(digest: string, text: string): AssemblyLine | undefined {
    if (!parsed.has(digest)) parsed.set(digest, parseLine(text).line)
    const [oldest] = parsed.keys()
    if (parsed.size > remembered && oldest !== undefined) parsed.delete(oldest)
    return parsed.get(digest)
  }

  return {
    async read(project) {
      const [resources, lines, adapters] = await Promise.all([
        publishedResources(ports, project, resourceKinds),
        ports.documents.list(project, 'line'),
        soon(ports, worlds.adapters(project)),
      ])
      const { repositories, applications, environments, deployments } = resources
      return {
        repositories: withCloneUrls(ports, project, repositories),
        applications: [...applications],
        environments: [...environments],
        deployments: [...deployments],
        adapters: adapters.map(({ pattern, name, category }) => ({ pattern, name, category })),
        lines: lines.map(({ id, version, digest, text }) => {
          const line = lineOf(digest, text)
          return {
            name: parseDocumentId(id)?.names[0] ?? id,
            version,
            gates: line === undefined ? [] : [...gatesOfLine(line, deployments)],
          }
        }),
      }
    },
  }
}

/** The adapters if they are there soon; else none, and a later request gets them. */
function soon(ports: Ports, adapters: Promise<readonly AdapterDescription[]>): Promise<readonly AdapterDescription[]> {
  return new Promise((resolve, reject) => {
    const stop = ports.clock.after(patience, () => resolve([]))
    adapters.then(resolve, reject).finally(stop)
  })
}
