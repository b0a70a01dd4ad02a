import { problem } from '#domain/problem.ts'
import { err, ok } from '#domain/result.ts'
import type { Outgoing } from '../ports/outgoing.ts'

/** Keeps what would be sent; answers what a test says, 200 unless it does. */
export interface FakeOutgoing extends Outgoing {
  readonly sent: { readonly url: string; readonly body: string; readonly headers: Readonly<Record<string, string>> }[]
  /** Statuses of the next answers, in order; 0 for no answer at all. */
  readonly next: number[]
}

export function createFakeOutgoing(): FakeOutgoing {
  const fake: FakeOutgoing = {
    sent: [],
    next: [],
    async refusal(url) {
      return new URL(url).hostname === 'localhost' ? problem('unsupported', 'It is not public') : undefined
    },
    async post(url, body, headers) {
      fake.sent.push({ url, body, headers })
      const status = fake.next.shift() ?? 200
      return status === 0 ? err(problem('unreachable', 'Nobody answers')) : ok({ status })
    },
  }
  return fake
}
