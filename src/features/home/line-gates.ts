import { parse } from 'yaml'
import { assemblyLineSchema } from '#domain/line/line.ts'
import type { Deployment } from '#domain/project.ts'

export interface LineGate {
  readonly name: string
  readonly title: string
  readonly wanted: number
  /** Environment of the first stage that waits for it. */
  readonly environment: string
}

/** The gates of some line texts, each with the environment that it stands before. Texts that cannot be read have none. */
export function gatesOfLines(texts: readonly string[], deployments: readonly Deployment[]): readonly LineGate[] {
  return texts.flatMap((text) => gatesOfLine(text, deployments))
}

function gatesOfLine(text: string, deployments: readonly Deployment[]): readonly LineGate[] {
  const line = assemblyLineSchema.safeParse(parsed(text)).data
  return (line?.spec.gates ?? []).flatMap((gate) => {
    const target = line?.spec.stages.find((stage) => stage.gates?.includes(gate.name) === true)?.spec.deployment
    const deployment = deployments.find((known) => known.application === target?.app && known.name === target.name)
    if (deployment === undefined) return []
    return [
      {
        name: gate.name,
        title: gate.title ?? gate.name,
        wanted: gate.requiredApprovals,
        environment: deployment.environment,
      },
    ]
  })
}

function parsed(text: string): unknown {
  try {
    return parse(text)
  } catch {
    return undefined
  }
}
