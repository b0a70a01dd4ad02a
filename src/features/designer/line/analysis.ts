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

/** The input of an analysis. */
export interface AnalysisInput {
  readonly text: string
  readonly layoutText: string | undefined
  readonly world: World
  /** Ids of the folded groups. */
  readonly folded: readonly string[]
  /** Nothing is drawn yet, so draw what can be read even of a broken text. */
  readonly isFirst?: boolean
  /** As long as this is equal, cards keep their places through edits; undefined lays the line out from scratch. */
  readonly arrangement?: string | undefined
}

/** The slow part of reading a line: its findings and its layout. For a large line that takes longer than a frame. */
export interface Analysis {
  readonly findings: readonly Finding[]
  /** Ports and lane of every stage, including those in folded groups. */
  readonly stages: readonly LayoutStage[]
  readonly laneIds: readonly string[]
  readonly groups: readonly StageGroup[]
  readonly folded: readonly FoldedCard[]
  readonly standing: StandingLayout
}

// A single free socket of each kind keeps most trays at one row.
const mostInputs = 2
const mostOutputs = 1

/** Checks a line and lays it out, close to the layout before. Undefined while the text cannot be read. */
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

/** The findings of a text, even of one that cannot be drawn. */
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

/** Whether a Pipeline renders manifests, which means that its stage deploys. */
export function rendersManifests(annotations: Readonly<Record<string, string>> | undefined): boolean {
  return annotations?.[pipelineAnnotations.appConfigParams] !== undefined
}

/** The results that a stage's Pipeline declares. */
export function resultsOf(world: Pick<World, 'pipelines'>, stage: Stage): readonly string[] {
  return pipelineNamed(world, stage.spec.pipeline)?.spec.results?.map((result) => result.name) ?? []
}

/** All linked sockets, then others until the tray is full. */
function joined(linked: readonly string[], others: readonly string[], most: number): readonly string[] {
  const free = others.filter((name) => !linked.includes(name))
  return [...linked, ...free.slice(0, Math.max(0, most - linked.length))]
}
