import { closesAt } from '#domain/gates/closing.ts'
import { type DemandedGate, isCalendarGate } from '#domain/gates/demanded.ts'
import type { LineComment } from '#domain/gates/line-comments.ts'
import { gatesOfRun } from '#domain/gates/task-gates.ts'
import type { RulesByEnvironment } from '#domain/gates/rules.ts'
import type { Gate } from '#domain/line/gate.ts'
import type { Proposal } from '#domain/proposal.ts'
import type { RunEvent } from '#domain/run/events.ts'
import type { GateRun } from '#domain/run/gate-run.ts'
import { hasEnded } from '#domain/run/run-state.ts'
import type { Snapshot } from '#domain/run/snapshot.ts'
import type { Run } from '#domain/run/state.ts'
import { slackText, type WebhookMessage } from '#domain/webhooks.ts'

const announced: ReadonlySet<RunEvent['kind']> = new Set([
  'gate-opened',
  'gate-commented',
  'gate-closed',
  'attempt-ended',
])

/** Whether webhooks can subscribe to an event. */
export function isAnnounced({ kind }: RunEvent): boolean {
  return announced.has(kind)
}

/** The messages for a run's events, each with its event's index. */
export function messagesOf(
  run: Run,
  snapshot: Snapshot,
  events: readonly RunEvent[],
  { origin, rules }: { readonly origin: string; readonly rules: RulesByEnvironment },
): readonly { readonly at: number; readonly message: WebhookMessage }[] {
  const { project, line, number, id } = run
  const place = `${origin}/projects/${encodeURIComponent(project)}/runs/${encodeURIComponent(id)}`
  const about = { project, line, number, run: id }
  return events.flatMap((event, at) => messagesOfEvent(event).map((message) => ({ at, message })))

  function messagesOfEvent(event: RunEvent): WebhookMessage[] {
    const gateMessage = gateMessageOf(event, run)
    if (gateMessage !== undefined) {
      const demanded = gatesOfRun(run, snapshot, rules).find(({ key }) => key === gateMessage.gate)
      // A calendar asks nobody, but somebody may bypass it.
      if (demanded === undefined || (demanded.gate.requiredApprovals === 0 && gateMessage.event !== 'gate-bypassed'))
        return []
      const url = `${place}/gates/${encodeURIComponent(gateMessage.gate)}`
      const environment = demanded.environments[0] ?? ''
      const gate = link(url, nameOf(demanded))
      const of = gateMessage.text(gate, `${slackText(line)} run ${number} to ${slackText(environment)}`)
      const text =
        event.kind === 'gate-opened' ? `${of}${whenUnanswered(demanded.gate, run.gates[gateMessage.gate])}` : of
      return [{ text, event: gateMessage.event, ...about, url, at: event.at, gate: gateMessage.gate, environment }]
    }
    if (event.kind === 'attempt-ended' && hasEnded(run)) {
      const reason = event.message === '' ? '' : `: ${slackText(event.message)}`
      const text = `${link(place, `${line} run ${number}`)} ${event.outcome}${reason}`
      return [{ text, event: 'run-ended', ...about, url: place, at: event.at, state: event.outcome }]
    }
    return []
  }
}

interface GateMessage {
  readonly gate: string
  readonly event: WebhookMessage['event']
  readonly text: (gate: string, of: string) => string
}

/** The message for an event at a gate; undefined if there is none. */
function gateMessageOf(event: RunEvent, { by, note }: Run): GateMessage | undefined {
  if (event.kind === 'gate-opened') {
    const why = note === '' ? '' : `: ${slackText(note)}`
    const text = (gate: string, of: string) =>
      `${gate} waits for approval: ${of}, requested by ${slackText(by.name)}${why}`
    return { gate: event.gate, event: event.kind, text }
  }
  if (event.kind === 'gate-commented') {
    const text = (gate: string, of: string) => `${gate}, ${of}: ${slackText(saidOf(event.comment))}`
    return { gate: event.gate, event: event.kind, text }
  }
  if (event.kind !== 'gate-closed' || event.bypass === undefined) return undefined
  const why = slackText(`${event.bypass.person.name}: ${event.bypass.reason}`)
  const text = (gate: string, of: string) => `${gate} was opened past its rules: ${of}, by ${why}`
  return { gate: event.gate, event: 'gate-bypassed', text }
}

/** The name of a gate for people. */
function nameOf(demanded: DemandedGate): string {
  const { gate, environments } = demanded
  if (isCalendarGate(demanded)) return `Release calendar of ${environments[0] ?? ''}`
  return gate.title ?? gate.name
}

/** What happens to a gate that nobody answers; empty for one that waits for ever. */
function whenUnanswered(gate: Gate, state: GateRun | undefined): string {
  const end = state === undefined ? undefined : closesAt(gate, state)
  if (end === undefined) return ''
  const time = `${new Date(end).toISOString().slice(0, 16).replace('T', ' ')} UTC`
  return `. Unanswered, it ${gate.onTimeout === 'approve' ? 'passes' : 'rejects'} at ${time}`
}

interface Facts {
  readonly project: string
  readonly at: string
  readonly origin: string
}

/** Announces a proposal to those who may merge it; what is in it is only announced once published. */
export function proposalMessage(
  { id, message, author, at }: Proposal,
  { project, origin }: Omit<Facts, 'at'>,
): WebhookMessage {
  const url = `${origin}/projects/${encodeURIComponent(project)}/proposals/${encodeURIComponent(id)}`
  const text = `${link(url, message)} waits to be merged, proposed by ${slackText(author.name)}`
  return { text, event: 'proposal-made', project, url, at, proposal: id }
}

/** A test message, which is about no run. */
export function testMessage(person: string, { project, at, origin }: Facts) {
  const url = `${origin}/projects/${encodeURIComponent(project)}/settings/webhooks`
  const text = `${link(url, 'Linewright')} can reach this place: a test that ${slackText(person)} asked for`
  return { text, event: 'test', project, url, at }
}

/** Who commented on which line; the line's content stays at the gate. */
function saidOf({ person, application, path, line, comment }: LineComment): string {
  return `${person.name} on ${application} ${path} line ${line}: ${comment}`
}

function link(url: string, title: string): string {
  return `<${url}|${slackText(title).replaceAll('|', '/')}>`
}
