import type { Finding } from '#domain/problem.ts'
import type { Bundle } from './bundle.ts'
import type { WrittenObject } from './documents.ts'

/** Moves a finding about a run to where the file has it: a path into an inlined Task or Pipeline becomes a path in the object of that name. */
export function placeFinding(finding: Finding, document: WrittenObject, bundle: Pick<Bundle, 'written'>): Finding {
  const { path, line } = finding.place
  if (line !== undefined || path === undefined) return finding
  const own = document.kind === 'TaskRun' ? pathInTaskRun(path) : path
  const place = follow(document, own, bundle.written)
  return { ...finding, message: finding.message.replaceAll(path, place.path), place: place.object.place(place.path) }
}

/** Turns the path of a finding about the PipelineRun around a TaskRun into a path in the TaskRun. */
function pathInTaskRun(path: string): string {
  return path.replace(/^spec\.pipelineSpec\.tasks\[0\]/, 'spec').replace('spec.taskRunTemplate.', 'spec.')
}

interface WrittenPath {
  readonly object: WrittenObject
  readonly path: string
}

const inlined = /\.(task|pipeline)(?:Spec|Ref)\b/g

function follow(object: WrittenObject, path: string, written: Bundle['written']): WrittenPath {
  for (const match of path.matchAll(inlined)) {
    const kind = match[1] === 'task' ? 'Task' : 'Pipeline'
    const name = nameIn(valueAt(object.value, `${path.slice(0, match.index)}.${match[1]}Ref`))
    const rest = path.slice(match.index + match[0].length)
    const next = name === undefined ? undefined : written.get(`${kind}/${name}`)
    // An error in the reference itself stays at the reference.
    const isInside = match[0].endsWith('Spec') || /^\.(tasks|finally)\[/.test(rest)
    if (next !== undefined && isInside) return follow(next, `spec${rest}`, written)
  }
  return { object, path }
}

function nameIn(ref: unknown): string | undefined {
  const { name, resolver } = entries(ref)
  return typeof name === 'string' && resolver === undefined ? name : undefined
}

function valueAt(value: unknown, path: string): unknown {
  const keys = path.split(/[.[\]]+/).filter((key) => key !== '')
  return keys.reduce<unknown>((at, key) => entries(at)[key], value)
}

function entries(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {}
}
