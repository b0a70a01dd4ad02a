import type { z } from 'zod'
import type { Permission } from '#domain/access/roles.ts'

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'

/**
 * Who may call: everybody, anybody signed in, members of the path's project with a permission, a running task with its own token, or anybody with
 * an address that the platform has signed.
 */
export type Access = 'public' | 'signed-in' | 'task' | 'signed-url' | Permission

/** Format of the response: JSON, server-sent events, or raw bytes. */
export type Answer = 'json' | 'events' | 'bytes'

/** Names of the `:parameters` in a path pattern. */
export type PathParams<P extends string> = P extends `${string}:${infer Name}/${infer Rest}`
  ? Name | PathParams<Rest>
  : P extends `${string}:${infer Name}`
    ? Name
    : never

/** One endpoint as data; client, routes, OpenAPI, authorisation tests and the demo derive from it (decision 9). */
export interface Endpoint<
  P extends string = string,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Response extends z.ZodType = z.ZodType,
> {
  readonly name: string
  readonly method: Method
  readonly path: P
  readonly access: Access
  readonly summary: string
  readonly answer: Answer
  readonly query?: Query
  readonly body?: Body
  /** Schema of the JSON response; of one event's data when `answer` is `events`. */
  readonly response: Response
  /**
   * Fields of the body that the audit log keeps, never secrets. Every call that is not a GET is logged, without fields by its path only; `false`
   * for calls that change nothing that others see.
   */
  readonly audit?: readonly string[] | false
  /** Success status, 200 unless said otherwise. */
  readonly status?: 200 | 201 | 202 | 204
}

/** Declares an endpoint and keeps the literal types of its path and schemas. */
export function endpoint<
  const P extends string,
  Query extends z.ZodType = z.ZodUndefined,
  Body extends z.ZodType = z.ZodUndefined,
  Response extends z.ZodType = z.ZodUndefined,
>(definition: Endpoint<P, Query, Body, Response>): Endpoint<P, Query, Body, Response> {
  return definition
}

/** Fills the `:parameters` of an endpoint's path, each URL-encoded. */
export function pathOf<P extends string>(pattern: P, params: Readonly<Record<PathParams<P>, string>>): string {
  const values: Readonly<Record<string, string>> = params
  return pattern.replace(/:([a-zA-Z]+)/g, (_, name: string) => encodeURIComponent(values[name] ?? ''))
}
