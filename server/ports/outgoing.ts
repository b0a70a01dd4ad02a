import type { Problem } from '#domain/problem.ts'
import type { Result } from '#domain/result.ts'

/** Requests to addresses that people of a project have written down; which networks they may reach is the installation's word. */
export interface Outgoing {
  /** Why an address is not called at all; undefined when it is. */
  refusal(url: string): Promise<Problem | undefined>
  /** Posts a text and answers the status; redirects are not followed, the answer's body is not read. */
  post(
    url: string,
    body: string,
    headers: Readonly<Record<string, string>>,
  ): Promise<Result<{ readonly status: number }, Problem>>
}
