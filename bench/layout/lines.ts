import { bigLine } from '#domain/testing/big-line.ts'
import { layoutInputOf } from '#domain/line/layout/layout-input.ts'
import type { LayoutInput, LayoutStage } from '#domain/line/layout/layout-model.ts'
import { parseLine } from '#domain/line/parse.ts'

/** The layout input of a generated line with about this many stages. */
export function lineOf(stages: number): LayoutInput {
  const { text, world } = bigLine(stages)
  const { line } = parseLine(text)
  if (line === undefined) throw new Error('The made-up line cannot be read')
  return layoutInputOf(
    line,
    {
      environmentOf: (_, deployment) => deployment,
      deploys: (pipeline) => pipeline.endsWith('-deploy'),
      environments: world.environments.map((environment) => environment.name),
    },
    { trays: true, positions: {} },
  )
}

function shaped(stages: readonly LayoutStage[]): LayoutInput {
  const unique = (values: readonly string[]): string[] => [...new Set(values)]
  return {
    stages,
    lanes: unique(stages.map((stage) => stage.lane)),
    applications: unique(stages.map((stage) => stage.application)),
    gates: [],
    inputs: [],
    results: [],
    values: [],
    trays: true,
    positions: {},
  }
}

function stage(name: string, lane: string, application: string, after: readonly string[]): LayoutStage {
  return { name, lane, application, after, inputs: [], outputs: [] }
}

const numbers = (count: number): number[] => Array.from({ length: count }, (_, index) => index)

/** Typical shapes of lines: a chain, one to many, many to one, applications that are verified and released together. */
export const shapes: Readonly<Record<string, LayoutInput>> = {
  'chain of 60': shaped(
    numbers(60).map((at) =>
      stage(`s${String(at)}`, `lane-${String(Math.floor(at / 15))}`, 'app', at === 0 ? [] : [`s${String(at - 1)}`]),
    ),
  ),
  'one to 40': shaped([
    stage('first', 'build', 'app-0', []),
    ...numbers(40).map((at) => stage(`deploy-${String(at)}`, 'staging', `app-${String(at)}`, ['first'])),
  ]),
  '40 to one': shaped([
    ...numbers(40).map((at) => stage(`build-${String(at)}`, 'build', `app-${String(at)}`, [])),
    stage(
      'last',
      'staging',
      'app-20',
      numbers(40).map((at) => `build-${String(at)}`),
    ),
  ]),
  '12 verified together': shaped([
    ...numbers(12).map((at) => stage(`build-${String(at)}`, 'build', `app-${String(at)}`, [])),
    ...numbers(12).map((at) => stage(`deploy-${String(at)}`, 'staging', `app-${String(at)}`, [`build-${String(at)}`])),
    stage(
      'verify',
      'staging',
      'app-11',
      numbers(12).map((at) => `deploy-${String(at)}`),
    ),
    ...numbers(12).map((at) => stage(`release-${String(at)}`, 'production', `app-${String(at)}`, ['verify'])),
  ]),
  'line of 60': lineOf(60),
  'line of 500': lineOf(504),
}
