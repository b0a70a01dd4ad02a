import { useQuery } from '@tanstack/react-query'
import type { RunSummary } from '#contract/run-lists.ts'
import { gatesOptions } from '#client/queries/gates.ts'
import type { Outline } from '#contract/outline.ts'
import type { Deployment } from '#domain/project.ts'
import { inboxOf } from '#client/inbox-of.ts'
import { mayVoteAt } from '#client/my-gates.ts'
import { usePerson, usePlatform } from '#client/platform.ts'

/** A gate as Home shows it: waiting for people, or defined and not reached yet. */
export interface HomeGate {
  readonly name: string
  readonly title: string
  readonly environment: string
  /** The applications whose stages it holds. */
  readonly applications: readonly string[]
  readonly given: number
  readonly wanted: number
  readonly isMine: boolean
  /** When it passes by itself, if that is still to come. */
  readonly passesAt?: string | undefined
  readonly run: string
  readonly number: number
}

/** The open gates, those that wait for this person first, since a cell of the board shows only one. */
export function useWaitingGates(project: string): readonly HomeGate[] {
  const { client } = usePlatform()
  const person = usePerson()
  const gates = useQuery(gatesOptions(client, project))
  const waiting = inboxOf(gates.data?.gates ?? []).map((view) => ({
    name: view.gate.gate,
    title: view.definition.title ?? view.definition.name,
    environment: view.environment,
    applications: view.applications,
    given: view.approvals,
    wanted: view.definition.requiredApprovals,
    isMine: mayVoteAt(view, person),
    run: view.run,
    number: view.number,
    passesAt: view.passesAt,
  }))
  return waiting.toSorted((a, b) => Number(b.isMine) - Number(a.isMine))
}

/** The gate that holds back an application's next release to an environment. */
export function gateAt(
  gates: readonly HomeGate[],
  { application, environment }: Pick<Deployment, 'application' | 'environment'>,
): HomeGate | undefined {
  return gates.find((gate) => gate.environment === environment && gate.applications.includes(application))
}

/** The line that Home is about: the one that ran last, else the first. */
export function mainLineOf(lines: Outline['lines'], runs: readonly RunSummary[]): Outline['lines'][number] | undefined {
  return lines.find((line) => line.name === runs[0]?.line) ?? lines[0]
}
