import { documentId } from '#domain/documents.ts'
import type { World } from '#domain/line/world.ts'
import { parseParameterSet } from '#domain/parameters/parameter-set.ts'
import type { Pipeline } from '#domain/tekton/pipeline.ts'
import type { Task } from '#domain/tekton/task.ts'
import type { Texts } from './editor.ts'

/** What the QVS Configs of the draft compile to, by application. */
export type Compiled = Readonly<
  Record<string, { readonly text: string; readonly pipelines: readonly Pipeline[]; readonly tasks: readonly Task[] }>
>

/** The published world with the draft's parameter sets and compiled QVS Configs in place of the published ones. */
export function draftWorld(world: World, texts: Texts, compiled: Compiled): World {
  const deployments = world.deployments.map((deployment) => {
    const text = texts[documentId('parameters', deployment.application, deployment.name)]
    return text === undefined ? deployment : { ...deployment, ...parseParameterSet(text) }
  })
  const units = Object.entries(compiled).filter(
    ([application, unit]) => texts[documentId('qvs-config', application)] === unit.text,
  )
  if (units.length === 0) return { ...world, deployments }
  const replaced = new Set(units.map(([application]) => application))
  const isKept = (name: string): boolean => !replaced.has(applicationOf(world, name) ?? '')
  return {
    ...world,
    deployments,
    pipelines: [
      ...world.pipelines.filter((pipeline) => isKept(pipeline.metadata.name)),
      ...units.flatMap(([, unit]) => unit.pipelines),
    ],
    tasks: [...world.tasks.filter((task) => isKept(task.metadata.name)), ...units.flatMap(([, unit]) => unit.tasks)],
  }
}

/** The application that a compiled name belongs to: its prefix, the longest where several fit. */
export function applicationOf(world: Pick<World, 'applications'>, name: string): string | undefined {
  return world.applications
    .map((application) => application.name)
    .filter((application) => name.startsWith(`${application}-`))
    .toSorted((a, b) => b.length - a.length)[0]
}
