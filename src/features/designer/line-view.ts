import { pipelineAnnotations } from '#domain/adapters/tekton-pipelines.ts'
import { documentId, type Texts } from '#domain/documents.ts'
import type { AssemblyLine, Stage } from '#domain/line/line.ts'
import { parseLayout } from '#domain/line/layout/layout-document.ts'
import { layoutInputOf } from '#domain/line/layout/layout-input.ts'
import type { LayoutInput } from '#domain/line/layout/layout-model.ts'
import { type ParsedLine, parseLine } from '#domain/line/parse.ts'
import { validateLine } from '#domain/line/validate.ts'
import type { World } from '#domain/line/world.ts'
import { resolveStage } from '#domain/parameters/resolve.ts'
import type { ResolvedParameter } from '#domain/parameters/resolved.ts'
import type { Finding } from '#domain/problem.ts'

/** A line as the designer shows it: all of it follows from the texts and the world. */
export interface LineView {
  readonly parsed: ParsedLine
  /** The line that is drawn: of the text, or, while the text is broken, the last that could be read. */
  readonly line: AssemblyLine
  readonly world: World
  readonly findings: readonly Finding[]
  readonly parameters: ReadonlyMap<string, readonly ResolvedParameter[]>
  readonly layoutInput: LayoutInput
  readonly laneOf: ReadonlyMap<string, string>
}

const emptyLine: AssemblyLine = {
  apiVersion: 'vs.axis-dev.io/v1',
  kind: 'AssemblyLine',
  metadata: { name: '' },
  spec: { stages: [] },
}
// One free socket of each kind keeps the tray at one row wherever that is enough for what is linked.
const mostInputs = 2
const mostOutputs = 1

/** Derives the view; `last` is the line that stood before, for texts that cannot be read. */
export function lineViewOf(
  name: string,
  texts: Texts,
  bases: Readonly<Record<string, { readonly text: string }>>,
  world: World,
  cardWidth: number,
  last?: AssemblyLine,
): LineView {
  const parsed = parseLine(texts[documentId('line', name)] ?? bases[documentId('line', name)]?.text ?? '')
  const isBroken = parsed.line === undefined || parsed.findings.some((finding) => finding.code === 'yaml-syntax')
  const line = isBroken ? (last ?? parsed.line ?? emptyLine) : (parsed.line ?? emptyLine)
  const findings = validateLine(parsed, world)
  const parameters = new Map(line.spec.stages.map((stage) => [stage.name, resolveStage(line, stage, world)]))
  const layoutText = texts[documentId('layout', name)] ?? bases[documentId('layout', name)]?.text
  const layoutInput = inputOf(line, world, parameters, cardWidth, layoutText)
  const laneOf = new Map(layoutInput.stages.map((stage) => [stage.name, stage.lane]))
  return { parsed, line, world, findings, parameters, layoutInput, laneOf }
}

function inputOf(
  line: AssemblyLine,
  world: World,
  parameters: LineView['parameters'],
  cardWidth: number,
  layoutText: string | undefined,
): LayoutInput {
  const environments = new Map(
    world.deployments.map((deployment) => [`${deployment.application}/${deployment.name}`, deployment.environment]),
  )
  const deploying = new Set(
    world.pipelines
      .filter((pipeline) => rendersManifests(pipeline.metadata.annotations))
      .map((pipeline) => pipeline.metadata.name),
  )
  const input = layoutInputOf(
    line,
    {
      environmentOf: (application, deployment) => environments.get(`${application}/${deployment}`),
      deploys: (pipeline) => deploying.has(pipeline),
      environments: world.environments.toSorted((a, b) => a.order - b.order).map((environment) => environment.name),
      applications: world.applications.map((application) => application.name),
    },
    { cardWidth, trays: true, positions: parseLayout(layoutText) },
  )
  const byName = new Map(line.spec.stages.map((stage) => [stage.name, stage]))
  return {
    ...input,
    stages: input.stages.map((stage) => {
      const definition = byName.get(stage.name)
      const missing = (parameters.get(stage.name) ?? [])
        .filter((parameter) => parameter.state === 'missing')
        .map((parameter) => parameter.name)
      const results =
        definition === undefined ? [] : resultsOf(world, definition).filter((result) => !stage.inputs.includes(result))
      return {
        ...stage,
        inputs: joined(stage.inputs, missing, mostInputs),
        outputs: joined(stage.outputs, results, mostOutputs),
      }
    }),
  }
}

/** Whether a Pipeline's stage renders manifests, and so deploys. */
export function rendersManifests(annotations: Readonly<Record<string, string>> | undefined): boolean {
  return annotations?.[pipelineAnnotations.appConfigParams] !== undefined
}

/** Names of the results that a stage's Pipeline declares. */
export function resultsOf(world: Pick<World, 'pipelines'>, stage: Stage): readonly string[] {
  const pipeline = world.pipelines.find((entry) => entry.metadata.name === stage.spec.pipeline)
  return pipeline?.spec.results?.map((result) => result.name) ?? []
}

/** Linked sockets always show; of the others as many as the tray holds. */
function joined(linked: readonly string[], others: readonly string[], most: number): readonly string[] {
  const free = others.filter((name) => !linked.includes(name))
  return [...linked, ...free.slice(0, Math.max(0, most - linked.length))]
}
