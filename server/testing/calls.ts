import type { z } from 'zod'
import type { Api } from '../api.ts'
import type { Run } from '#domain/run/state.ts'
import { runSchema } from '#domain/run/state.ts'

/** Calls the API as a person whose token is their id. */
export function call(
  api: Api,
  person: string | undefined,
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Response> {
  return api.fetch(
    new Request(`http://localhost/apis/v1/${path}`, {
      method,
      headers: { ...(person === undefined ? {} : { authorization: `Bearer ${person}` }), ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }),
  )
}

/** Reads a JSON answer as a schema says it is, so that a test sees what a client would. */
export async function parsed<S extends z.ZodType>(
  answer: Response | Promise<Response>,
  schema: S,
): Promise<z.output<S>> {
  return schema.parse(await (await answer).json())
}

export async function readRun(api: Api, run: string): Promise<Run> {
  return parsed(call(api, 'lea', 'GET', `projects/shop/runs/${run}`), runSchema)
}

/** Waits until the run is as wanted: everything here happens in microtasks and immediate turns, so a bounded number of turns is enough. */
export async function until(api: Api, run: string, wanted: (run: Run) => boolean): Promise<Run> {
  for (let turn = 0; turn < 500; turn += 1) {
    const now = await readRun(api, run)
    if (wanted(now)) return now
    await new Promise((resolve) => setTimeout(resolve, 0))
  }
  const last = await readRun(api, run)
  throw new Error(
    `The run did not get there: ${JSON.stringify({ state: last.state, stages: Object.values(last.stages).map(({ stage, state, message }) => [stage, state, message]), gates: last.gates })}`,
  )
}
