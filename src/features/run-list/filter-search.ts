import type { RunFilter } from '#client/queries/run-lists.ts'
import { runStateSchema, type RunStateName } from '#domain/run/state-names.ts'

/** The filter in the list's address; absent values do not restrict. `state` may be `active`, `who` may be `me`. */
export interface ListFilter {
  readonly text: string
  readonly line?: string | undefined
  readonly state?: RunStateName | 'active' | undefined
  readonly environment?: string | undefined
  readonly who?: string | undefined
  readonly when?: keyof typeof periods | undefined
}

const hour = 3_600_000
/** Periods up to now, in milliseconds. */
export const periods = { '24h': 24 * hour, '7d': 7 * 24 * hour, '30d': 30 * 24 * hour } as const

const ended: readonly RunStateName[] = ['succeeded', 'failed', 'cancelled', 'superseded']
/** States of runs that have not ended. */
const active = runStateSchema.options.filter((state) => !ended.includes(state))

/** Reads the filter in an address; unknown values are ignored. */
export function readFilter(search: URLSearchParams): ListFilter {
  const state = search.get('state')
  const when = search.get('when')
  return {
    text: search.get('text') ?? '',
    line: search.get('line') ?? undefined,
    state: state === 'active' ? state : runStateSchema.safeParse(state).data,
    environment: search.get('environment') ?? undefined,
    who: search.get('who') ?? undefined,
    when: when === '24h' || when === '7d' || when === '30d' ? when : undefined,
  }
}

/** The address of a filter. */
export function filterSearch(filter: ListFilter): URLSearchParams {
  const search = new URLSearchParams()
  for (const name of ['text', 'line', 'state', 'environment', 'who', 'when'] as const) {
    const value = filter[name]
    if (value !== undefined && value !== '') search.set(name, value)
  }
  return search
}

/** Whether the filter restricts nothing. */
export function isWide(filter: ListFilter): boolean {
  return filterSearch(filter).size === 0
}

/** The filter in the API's format, for a person and a time (milliseconds since 1970). */
export function askedOf(filter: ListFilter, me: string, now: number): RunFilter {
  const { text, line, state, environment, who, when } = filter
  return {
    ...(text.trim() === '' ? {} : { text: text.trim() }),
    ...(line === undefined ? {} : { line }),
    ...(state === undefined ? {} : { state: state === 'active' ? active.join(',') : state }),
    ...(environment === undefined ? {} : { environment }),
    ...(who === undefined ? {} : { by: who === 'me' ? me : who }),
    ...(when === undefined ? {} : { from: new Date(now - periods[when]).toISOString() }),
  }
}
