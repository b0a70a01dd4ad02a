import type { World } from '../line/world.ts'
import type { LineOrigin } from '../manifests/line-origins.ts'

/** An argument of a Pipeline's task that a parameter of the Pipeline fills. */
export interface ReachedArgument {
  readonly task: string
  readonly argument: string
  readonly text: string
}

/** Returns the task arguments that receive a parameter of the Pipeline. */
export function reachedArguments(
  world: Pick<World, 'pipelines'>,
  pipeline: string,
  parameter: string,
): readonly ReachedArgument[] {
  const spec = world.pipelines.find((entry) => entry.metadata.name === pipeline)?.spec
  const names = [
    `$(params.${parameter})`,
    `$(params["${parameter}"])`,
    `$(params['${parameter}'])`,
    `$(params.${parameter}[*])`,
  ]
  return [...(spec?.tasks ?? []), ...(spec?.finally ?? [])].flatMap((task) =>
    (task.params ?? []).flatMap(({ name, value }) => {
      const text = typeof value === 'string' ? value : JSON.stringify(value)
      return names.some((reference) => text.includes(reference)) ? [{ task: task.name, argument: name, text }] : []
    }),
  )
}

/** A manifest with the known origins of its lines. */
interface TracedManifest {
  readonly path: string
  readonly group?: string
  readonly text: string
  readonly origins: readonly LineOrigin[]
}

/** A line of a manifest that contains the value of a parameter. */
export interface ReachedLine {
  readonly manifest: string
  readonly line: number
  readonly field: string
  readonly text: string
}

/** Returns the lines of manifests that contain the value of a parameter. */
export function reachedLines(manifests: readonly TracedManifest[], parameter: string): readonly ReachedLine[] {
  const found = manifests.map((manifest) => ({
    ...manifest,
    origins: manifest.origins.filter(({ chain }) =>
      chain.some((link) => link.kind === 'value' && link.name === parameter),
    ),
  }))
  const isGiven = found.some(({ group, origins }) => group === 'tekton' && origins.some(({ path }) => run.test(path)))
  return found.flatMap(({ path, group, text, origins }) => {
    const lines = text.split('\n')
    return origins
      .filter(({ path: field }) => group !== 'tekton' || value.test(field) || (!isGiven && standard.test(field)))
      .map(({ line, path: field }) => ({ manifest: path, line, field, text: (lines[line - 1] ?? '').trim() }))
  })
}

// Tekton's other fields of a parameter (`name`, `type`) lead to its value, but do not change with it.
const value = /\bparams\[\d+\]\.value\b/
const run = /^spec\.params\[\d+\]\.value\b/
// Applies if the run gives no value.
const standard = /\bparams\[\d+\]\.default\b/
