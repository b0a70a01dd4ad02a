import type { ParamValue } from './params.ts'
import { selectFrom } from './substitute.ts'
import type { Lookup, Reference, Segment } from './substitute.ts'

/** Looks up `params.x`, `params["x"]`, `params.x[*]`, `params.x[0]` and `params.x.key`; a name may hold dots, the longest one wins. */
export function lookupParams(values: ReadonlyMap<string, ParamValue>): Lookup {
  return ({ scope, segments }) => (scope === 'params' ? selectNamed(values, segments) : undefined)
}

/** Looks up fixed texts by the whole reference, such as `context.pipelineRun.name` or `tasks.build.status`. */
export function lookupTexts(texts: ReadonlyMap<string, string>): Lookup {
  return (reference) => texts.get(dotted(reference))
}

/** Paths that only the executor of a TaskRun knows, by name of workspace, result and step. */
export interface TaskPaths {
  readonly workspaces: ReadonlyMap<string, string>
  readonly results: ReadonlyMap<string, string>
  /** By step name without `step-`. */
  readonly exitCodes: ReadonlyMap<string, string>
}

/** Looks up `workspaces.x.path`, `workspaces.x.bound`, `results.x.path` and `steps.step-x.exitCode.path`; a workspace without a path is not bound. */
export function lookupPaths(paths: TaskPaths): Lookup {
  return (reference) => {
    const [first, second, third] = reference.segments.map(nameOf)
    if (first === undefined || second === undefined) return undefined
    if (reference.scope === 'workspaces' && second === 'path') return paths.workspaces.get(first) ?? ''
    if (reference.scope === 'workspaces' && second === 'bound') return String(paths.workspaces.has(first))
    if (reference.scope === 'results' && second === 'path') return paths.results.get(first)
    if (reference.scope === 'steps' && second === 'exitCode' && third === 'path')
      return paths.exitCodes.get(first.replace(/^step-/, ''))
    return undefined
  }
}

/** Asks one lookup after the other. */
export function firstOf(...lookups: readonly Lookup[]): Lookup {
  return (reference) => {
    for (const lookup of lookups) {
      const value = lookup(reference)
      if (value !== undefined) return value
    }
    return undefined
  }
}

/** Selects from named values by the longest leading run of names that is one, because Tekton's names may hold dots. */
export function selectNamed(
  values: ReadonlyMap<string, ParamValue>,
  segments: readonly Segment[],
): ParamValue | undefined {
  const names = segments.map(nameOf)
  const unnamed = names.indexOf(undefined)
  for (let length = unnamed === -1 ? names.length : unnamed; length > 0; length -= 1) {
    const value = values.get(names.slice(0, length).join('.'))
    if (value !== undefined) return selectFrom(value, segments.slice(length))
  }
  return undefined
}

/** The name of a segment, or undefined for `[0]` and `[*]`. */
export function nameOf(segment: Segment): string | undefined {
  return segment.kind === 'name' ? segment.name : undefined
}

function dotted({ scope, segments }: Reference): string {
  return [scope, ...segments.map((segment) => nameOf(segment) ?? '*')].join('.')
}
