import { z } from 'zod'
import type { Endpoint } from '#contract/endpoint.ts'
import type { AuditEntry } from '#domain/access/audit.ts'
import type { Problem } from '#domain/problem.ts'
import type { Ports } from '../../ports.ts'

/** A call, as far as the audit log is concerned. */
export interface AuditedCall {
  readonly endpoint: Endpoint
  readonly params: Readonly<Record<string, string>>
  readonly person: { readonly id: string; readonly name: string }
  readonly token?: string | undefined
  /** The body as received, also of a refused call. Only fields that the endpoint names are logged. */
  readonly body: unknown
  readonly problem: Problem | undefined
}

const denials: readonly string[] = ['not-allowed']
const longest = 500

interface AuditPorts extends Pick<Ports, 'audit' | 'clock'> {
  readonly runs: Pick<Ports['runs'], 'record'>
}

/** Logs every attempt to change something, and every denied attempt. */
export function createAuditTrail({ audit, clock, runs }: AuditPorts): (call: AuditedCall) => Promise<void> {
  return async ({ endpoint, params, person, token, body, problem }) => {
    const { project, ...target } = params
    const denied = problem !== undefined && denials.includes(problem.code)
    if (project === undefined || person.id === '' || (endpoint.method === 'GET' && !denied)) return
    // Drafts are private and saved while typing; what counts is publishing them.
    if (endpoint.audit === false && !denied) return
    const detail = detailOf(body, endpoint.audit === false ? [] : (endpoint.audit ?? []))
    const number = await numberOf(project, target['run'] ?? detail['run'])
    const entry: Omit<AuditEntry, 'sequence'> = {
      at: new Date(clock.now()).toISOString(),
      person: { id: person.id, name: person.name },
      ...(token === undefined ? {} : { token }),
      action: endpoint.name,
      target,
      outcome: problem === undefined ? 'done' : denied ? 'denied' : 'refused',
      ...(problem === undefined ? {} : { code: problem.code }),
      detail: number === undefined ? detail : { ...detail, number },
    }
    await audit.append(project, entry)
  }

  /** A run's line and number; undefined if it is not of this project. */
  async function numberOf(project: string, run: string | undefined): Promise<string | undefined> {
    const record = run === undefined ? undefined : await runs.record(run)
    return record?.project === project ? `${record.line}/${record.number}` : undefined
  }
}

function detailOf(body: unknown, fields: readonly string[]): Record<string, string> {
  const values: [string, unknown][] = typeof body === 'object' && body !== null ? Object.entries(body) : []
  return Object.fromEntries(
    values.flatMap(([name, value]) => (fields.includes(name) && value !== undefined ? [[name, textOf(value)]] : [])),
  )
}

function textOf(value: unknown): string {
  const text = typeof value === 'string' ? value : Array.isArray(value) ? value.map(textOf).join(', ') : partText(value)
  return text.length <= longest ? text : `${text.slice(0, longest)}…`
}

const answersSchema = z.record(z.string(), z.string())

/** For a part of a change set its document, for answers each with its question, for other objects JSON. */
function partText(value: unknown): string {
  if (typeof value === 'object' && value !== null && 'id' in value && typeof value.id === 'string') return value.id
  const answers = answersSchema.safeParse(value)
  if (answers.success)
    return Object.entries(answers.data)
      .map(([name, answer]) => `${name}: ${answer}`)
      .join(', ')
  return JSON.stringify(value) ?? ''
}
