import type { ResultValue } from '#domain/tekton/values/params.ts'
import type { TaskLaunch } from '#domain/tekton/launch/task-launch.ts'
import type { Random } from './random.ts'

const makers: readonly (readonly [RegExp, (random: Random, launch: TaskLaunch) => string])[] = [
  [/digest|sha256|checksum/i, (random) => `sha256:${random.hex(64)}`],
  [/commit|revision|sha$/i, (random) => random.hex(40)],
  [/url|endpoint|uri|address/i, (_, { pipelineTask }) => `https://${pipelineTask}.example.com/`],
  [/version|tag/i, (random) => `1.${random.whole(0, 12)}.${random.whole(0, 30)}`],
  [/branch/i, () => 'main'],
  [/count|number|size/i, (random) => String(random.whole(1, 200))],
  [/status|passed|ok$/i, () => 'ok'],
]

/** Supplies a value for a result of a launch; undefined to have one invented. */
export type ToldResult = (launch: TaskLaunch, result: string) => string | undefined

/** Invents values for the declared results of a launch by their names: digests, commits, URLs and the like. */
export function believableResults(launch: TaskLaunch, random: Random, tellResult: ToldResult): ResultValue[] {
  return launch.results.map(({ name, type }) => {
    const imagined = makers.find(([pattern]) => pattern.test(name))?.[1](random, launch)
    const text = tellResult(launch, name) ?? imagined ?? `${launch.pipelineTask}-${name}`
    return { name, type, value: type === 'string' ? text : type === 'array' ? [text] : { value: text } }
  })
}
