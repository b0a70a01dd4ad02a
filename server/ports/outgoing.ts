import type { Problem } from '#domain/problem.ts'
import type { Result } from '#domain/result.ts'

/** Sends requests to addresses that people of a project entered; the installation decides which networks they may reach. */
export interface Outgoing {
  /** Why an address must not be called; undefined if it may. */
  refusal(url: string): Promise<Problem | undefined>
  /** Posts a text and returns the status; follows no redirects, and does not read the response's body. */
  post(
    url: string,
    body: string,
    headers: Readonly<Record<string, string>>,
  ): Promise<Result<{ readonly status: number }, Problem>>
}
