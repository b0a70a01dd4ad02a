import type { ParamValue } from './params.ts'
import { selectFrom } from './substitute.ts'
import type { Lookup, Reference, Segment } from './substitute.ts'

/** Looks up `params.x`, `params["x"]`, `params.x[*]`, `params.x[0]` and `params.x.key`. Names may contain dots; the longest match wins. */
export function lookupParams(values: ReadonlyMap<string, ParamValue>): Lookup {
  return ({ scope, segments }) => (scope === 'params' ? selectNamed(values, segments) : undefined)
}

/** Looks up texts by the whole reference, such as `context.pipelineRun.name` or `tasks.build.status`. */
export function lookupTexts(texts: ReadonlyMap<string, string>): Lookup {
  return (reference) => texts.get(dotted(reference))
}

/** Paths that only a TaskRun's executor knows, by name of workspace, result and step. */
export interface TaskPaths {
  readonly workspaces: ReadonlyMap<string, string>
  readonly results: ReadonlyMap<string, string>
  /** By step name without `step-`. */
  readonly exitCodes: ReadonlyMap<string, string>
  /** Result files of the step that asks. */
  readonly stepResults?: ReadonlyMap<string, string>
  /** Artifact files of the step that asks, and of the whole task. */
  readonly stepArtifacts?: string
  readonly artifacts?: string
  /** Folder with the files of the service account. */
  readonly credentials?: string
  /** What earlier steps wrote, by `<step>.<result>` and `<step>.outputs/<artifact>`. */
  readonly writtenBySteps?: ReadonlyMap<string, ParamValue>
}

/**
 * Looks up what only the executor knows: `workspaces.x.path`, `workspaces.x.bound`, `results.x.path`, `step.results.x.path`,
 * `steps.step-x.exitCode.path`, `steps.x.results.y`, `artifacts.path`, `credentials.path`, `step.artifacts.path` and `steps.x.outputs.y`. A workspace
 * without a path is not bound; names may contain dots.
 */
export function lookupPaths(paths: TaskPaths): Lookup {
  return ({ scope, segments }) => {
    const words = segments.map((segment) => nameOf(segment) ?? '')
    const [first = '', second] = words
    const last = words.at(-1)
    const name = words.slice(0, -1).join('.')
    if (scope === 'workspaces' && last === 'path') return paths.workspaces.get(name) ?? ''
    if (scope === 'workspaces' && last === 'bound') return String(paths.workspaces.has(name))
    if (scope === 'results' && last === 'path') return paths.results.get(name)
    if (scope === 'step' && first === 'results' && last === 'path')
      return paths.stepResults?.get(words.slice(1, -1).join('.'))
    if (scope === 'step' && first === 'artifacts' && last === 'path') return paths.stepArtifacts
    if (scope === 'artifacts' && first === 'path') return paths.artifacts
    if (scope === 'credentials' && first === 'path') return paths.credentials
    if (scope !== 'steps') return undefined
    if (second === 'inputs' || second === 'outputs')
      return paths.writtenBySteps?.get(`${first}.${second}/${words.slice(2).join('.')}`)
    if (second === 'exitCode' && last === 'path') return paths.exitCodes.get(first.replace(/^step-/, ''))
    return second === 'results'
      ? selectNamed(paths.writtenBySteps ?? new Map(), [...segments.slice(0, 1), ...segments.slice(2)])
      : undefined
  }
}

/** Combines lookups: the first one that has a value wins. */
export function firstOf(...lookups: readonly Lookup[]): Lookup {
  return (reference) => {
    for (const lookup of lookups) {
      const value = lookup(reference)
      if (value !== undefined) return value
    }
    return undefined
  }
}

/** Selects from values by the longest leading run of segments that is a name, because Tekton's names may contain dots. */
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
