import type { AssemblyLine } from '../line/line.ts'
import type { Deployment } from '../project.ts'

/** A gate that a line defines: the approvals it needs, and the environment of the first stage that waits for it. */
export interface LineGate {
  readonly name: string
  readonly title: string
  readonly wanted: number
  readonly environment: string
}

/** Returns the gates of a line that hold a stage of a known Deployment (decision 15); leaves out all others. */
export function gatesOfLine(line: AssemblyLine, deployments: readonly Deployment[]): readonly LineGate[] {
  return (line.spec.gates ?? []).flatMap((gate) => {
    const target = line.spec.stages.find((stage) => stage.gates?.includes(gate.name) === true)?.spec.deployment
    const deployment = deployments.find((known) => known.application === target?.app && known.name === target.name)
    if (deployment === undefined) return []
    const { name, title = name, requiredApprovals: wanted } = gate
    return [{ name, title, wanted, environment: deployment.environment }]
  })
}
