import type { StartForm } from '#contract/run-plans.ts'
import { documentId } from '#domain/documents.ts'
import { enabledLine } from '#domain/line/enabled.ts'
import { parseExpressions } from '#domain/line/expressions.ts'
import { inputFields } from '#domain/line/input-fields.ts'
import type { AssemblyLine } from '#domain/line/line.ts'
import { parseLine } from '#domain/line/parse.ts'
import type { World } from '#domain/line/world.ts'
import { resolveStage } from '#domain/parameters/resolve.ts'
import { problem, type Problem } from '#domain/problem.ts'
import { say } from '#domain/sentence.ts'
import { err, ok, type Result } from '#domain/result.ts'
import type { Ports } from '../../ports.ts'
import { cloneUrlOfRevision } from '../repositories/pin-commits.ts'
import type { RunReader } from './run-reader.ts'
import type { WorldService } from '../documents/world.ts'
import { noSuchLine } from '../documents/no-such-line.ts'

/** What a line's start form asks, which inputs are revisions of which repositories, and the last values. */
export async function readStartForm(
  ports: Pick<Ports, 'documents' | 'runs'>,
  { reader, worlds }: { readonly reader: RunReader; readonly worlds: WorldService },
  project: string,
  name: string,
  asked: number | undefined,
): Promise<Result<StartForm, Problem>> {
  const id = documentId('line', name)
  const [document, newest] = [await ports.documents.read(project, id, asked), await ports.documents.read(project, id)]
  if (document === undefined || newest === undefined) return err(await noSuchLine(ports, project, name))
  const { line, findings } = parseLine(document.text)
  if (line === undefined)
    return err(
      problem('invalid-document', findings[0]?.message ?? say`The line cannot be read`, { findings: [...findings] }),
    )
  const { world } = await worlds.read(project)
  const enabled = enabledLine(line)
  const repositories = repositoriesOf(enabled, world)
  const fields = inputFields(enabled, world)
  const [record] = await ports.runs.list(project, { line: name, limit: 1 })
  const run = record === undefined ? undefined : await reader.ofRecord(record)
  return ok({
    version: document.version,
    newest: newest.version,
    inputs: (line.spec.params ?? []).map(({ name: input, type = 'string', description = '', default: initial }) => ({
      name: input,
      type,
      description,
      ...(initial === undefined ? {} : { default: initial }),
      ...(fields.has(input) ? { field: fields.get(input) } : {}),
      repositories: repositories.get(input) ?? [],
    })),
    ...(run === undefined
      ? {}
      : { last: { run: run.id, number: run.number, inputs: (await reader.snapshot(run.snapshot)).inputs } }),
  })
}

/** Repositories by the inputs that stages take as their revisions. */
function repositoriesOf(line: AssemblyLine, world: World): ReadonlyMap<string, string[]> {
  const found = new Map<string, Set<string>>()
  for (const stage of line.spec.stages) {
    const revisions = (stage.spec.params ?? []).filter(({ name }) => /[gG]itRevision$/.test(name))
    if (revisions.length === 0) continue
    const parameters = resolveStage(line, stage, world)
    for (const { name, value } of revisions) {
      const url = cloneUrlOfRevision(parameters, name)
      const repository = world.repositories.find(({ gitCloneUrl }) => gitCloneUrl === url)?.name
      if (repository === undefined) continue
      for (const expression of parseExpressions(value))
        if (expression.kind === 'input')
          found.set(expression.name, (found.get(expression.name) ?? new Set()).add(repository))
    }
  }
  return new Map([...found].map(([input, names]) => [input, [...names].sort()]))
}
