import type { z } from 'zod'
import type { Endpoint, PathParams } from '#contract/endpoint.ts'
import type { Member, Person } from '#domain/project.ts'
import type { Problem } from '#domain/problem.ts'
import { err, ok, type Result } from '#domain/result.ts'
import type { TaskIdentity } from '../services/runs/task-tokens.ts'
import type { ApiToken } from '../ports/credentials.ts'
import type { Claims } from '../ports/identity.ts'
import { invalidRequest } from './invalid-request.ts'
import { readJson } from './read-body.ts'

/** The caller: anonymous, a person (a member, in a project), or a running task. */
export interface Caller {
  readonly person: Person
  readonly member: Member
  readonly task: TaskIdentity
  /** Milliseconds since 1970 UTC. */
  readonly expiresAt: number
  /** The issuer's claims about a signed-in person. */
  readonly claims?: Claims
  /** The API token used instead of a session. */
  readonly apiToken?: ApiToken
}

/** A checked call. The endpoint's access decides which of `person`, `member` and `task` are set. */
export interface Call<P extends string = string, Query = unknown, Body = unknown> extends Caller {
  readonly params: Readonly<Record<PathParams<P>, string>>
  readonly query: Query
  readonly body: Body
  readonly request: Request
}

/** A deeply immutable view of a value, so that services may return such. */
export type ReadonlyDeep<T> = T extends readonly (infer Item)[]
  ? readonly ReadonlyDeep<Item>[]
  : T extends object
    ? { readonly [K in keyof T]: ReadonlyDeep<T[K]> }
    : T

export interface Route {
  readonly endpoint: Endpoint
  readonly run: (
    request: Request,
    params: Readonly<Record<string, string>>,
    caller: Caller,
    /** Gets the body before it is validated, for the audit log. */
    onBody: (body: unknown) => void,
  ) => Promise<Response | Result<unknown, Problem>>
}

/** Binds an endpoint to its implementation: the call arrives parsed, and the contract types the answer. */
export function route<P extends string, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType>(
  endpoint: Endpoint<P, Q, B, R>,
  handle: (call: Call<P, z.output<Q>, z.output<B>>) => Promise<Result<ReadonlyDeep<z.input<R>>, Problem> | Response>,
): Route {
  return {
    endpoint,
    async run(request, params, caller, onBody) {
      const isProgram = caller.apiToken !== undefined
      const query = parse(endpoint.query, queryOf(request), 'query', isProgram)
      if (!query.ok) return query
      const raw = endpoint.body === undefined ? ok(undefined) : await readJson(request)
      if (!raw.ok) return raw
      onBody(raw.value)
      const body = parse(endpoint.body, raw.value, 'body', isProgram)
      if (!body.ok) return body
      const named: Readonly<Record<string, string>> = params
      return handle({ ...caller, params: named as Call<P>['params'], query: query.value, body: body.value, request })
    },
  }
}

function queryOf(request: Request): Record<string, string> {
  return Object.fromEntries(new URL(request.url).searchParams)
}

function parse<S extends z.ZodType>(
  schema: S | undefined,
  value: unknown,
  where: string,
  isProgram: boolean,
): Result<z.output<S>, Problem> {
  // Without a schema the endpoint's type makes S ZodUndefined, and the caller's input is dropped.
  if (schema === undefined) return ok(undefined as z.output<S>)
  const parsed = schema.safeParse(value)
  if (parsed.success) return ok(parsed.data)
  return err(invalidRequest(where, parsed.error.issues, value, isProgram))
}
