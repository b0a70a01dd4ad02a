import { pipelineAnnotations } from '#domain/adapters/compile/pipeline-annotations.ts'
import type { AssemblyLine, Stage } from '#domain/line/line.ts'
import { type FoldedCard, foldGroups, type StageGroup } from '#domain/line/layout/fold-groups.ts'
import { parseLayout } from '#domain/line/layout/layout-document.ts'
import { layoutInputOf } from '#domain/line/layout/layout-input.ts'
import type { LayoutInput, LayoutStage } from '#domain/line/layout/layout-model.ts'
import { layoutNext, type StandingLayout } from '#domain/line/layout/layout.ts'
import { isSyntaxBroken, parseLine } from '#domain/line/parse.ts'
import { validateLine } from '#domain/line/validate.ts'
import type { World } from '#domain/line/world.ts'
import { deploymentNamed, pipelineNamed } from '#domain/line/world-index.ts'
import type { Finding } from '#domain/problem.ts'
import { groupsOf } from '../board/groups.ts'

/** What an analysis starts from. */
export interface AnalysisInput {
  readonly text: string
  readonly layoutText: string | undefined
  readonly world: World
  /** Ids of the groups that are folded to one card. */
  readonly folded: readonly string[]
  /** Nothing has been drawn yet: of a text that cannot be read as a whole what can be read is drawn. */
  readonly isFirst?: boolean
  /** While this stays the same, an edit leaves cards where they are; undefined for a picture that stands for itself. */
  readonly arrangement?: string | undefined
}

/** Everything about a line that takes longer than a frame when it is large: what is wrong with it, and how it is drawn. */
export interface Analysis {
  readonly findings: readonly Finding[]
  /** Ports and lane of every stage, folded or not. */
  readonly stages: readonly LayoutStage[]
  readonly laneIds: readonly string[]
  readonly groups: readonly StageGroup[]
  readonly folded: readonly FoldedCard[]
  readonly standing: StandingLayout
}

// One free socket of each kind keeps the tray at one row wherever that is enough for what is linked.
const mostInputs = 2
const mostOutputs = 1

/** Checks a line and lays it out, near to how it stood before; undefined while its text cannot be read, so that what was drawn stays. */
export function analyse(
  { text, layoutText, world, folded, isFirst = false }: AnalysisInput,
  before?: StandingLayout,
): Analysis | undefined {
  const parsed = parseLine(text)
  const findings = validateLine(parsed, world)
  const { line } = parsed
  if (line === undefined || (!isFirst && isSyntaxBroken(parsed))) return undefined
  const document = parseLayout(layoutText)
  const whole = inputOf(line, world, findings, document.positions)
  const groups = groupsOf(whole, document.groups ?? [])
  const drawn = foldGroups(
    whole,
    groups.filter((group) => folded.includes(group.id)),
  )
  return {
    findings,
    stages: whole.stages,
    laneIds: whole.lanes,
    groups,
    folded: drawn.cards,
    standing: layoutNext(drawn.input, before),
  }
}

/** What is wrong with a text, also with one that cannot be drawn. */
export function findingsOf(text: string, world: World): readonly Finding[] {
  return validateLine(parseLine(text), world)
}

function inputOf(
  line: AssemblyLine,
  world: World,
  findings: readonly Finding[],
  positions: LayoutInput['positions'],
): LayoutInput {
  const input = layoutInputOf(
    line,
    {
      environmentOf: (application, deployment) => deploymentNamed(world, application, deployment)?.environment,
      deploys: (pipeline) => rendersManifests(pipelineNamed(world, pipeline)?.metadata.annotations),
      environments: world.environments.toSorted((a, b) => a.order - b.order).map((environment) => environment.name),
    },
    { trays: true, positions },
  )
  const missing = Map.groupBy(
    findings.filter((finding) => finding.code === 'missing-parameter'),
    (finding) => finding.place.stage ?? '',
  )
  const byName = new Map(line.spec.stages.map((stage) => [stage.name, stage]))
  return {
    ...input,
    stages: input.stages.map((stage) => {
      const definition = byName.get(stage.name)
      const wanted = (missing.get(stage.name) ?? []).flatMap((finding) => finding.place.parameter ?? [])
      const results = definition === undefined ? [] : resultsOf(world, definition)
      return {
        ...stage,
        inputs: joined(stage.inputs, wanted, mostInputs),
        outputs: joined(
          stage.outputs,
          results.filter((result) => !stage.inputs.includes(result)),
          mostOutputs,
        ),
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
  return pipelineNamed(world, stage.spec.pipeline)?.spec.results?.map((result) => result.name) ?? []
}

/** Linked sockets always show; of the others as many as the tray holds. */
function joined(linked: readonly string[], others: readonly string[], most: number): readonly string[] {
  const free = others.filter((name) => !linked.includes(name))
  return [...linked, ...free.slice(0, Math.max(0, most - linked.length))]
}
