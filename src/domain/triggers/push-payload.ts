import { z } from 'zod'
import type { Push } from './trigger.ts'

const changesSchema = z.object({
  added: z.array(z.string()).nullish(),
  modified: z.array(z.string()).nullish(),
  removed: z.array(z.string()).nullish(),
})

/** The common part of GitHub's and GitLab's push messages, and the fields that say who pushed. */
const payloadSchema = z.object({
  ref: z.string(),
  before: z.string(),
  after: z.string(),
  commits: z.array(changesSchema).nullish(),
  /** GitHub's. */
  pusher: z.object({ name: z.string() }).nullish(),
  /** GitLab's; it lists at most 20 commits, and counts all of them. */
  user_name: z.string().nullish(),
  total_commits_count: z.number().nullish(),
  /** The commit of an annotated tag, in GitHub's and GitLab's field. */
  head_commit: z.object({ id: z.string() }).nullish(),
  checkout_sha: z.string().nullish(),
})

const nothing = /^0+$/
// GitHub lists at most this many commits, and does not count the others.
const mostListed = 2048

/** Reads the push from a message of GitHub or GitLab; undefined if it is about a deleted branch or tag, or about something else. */
export function readPushPayload(payload: unknown): Push | undefined {
  const parsed = payloadSchema.safeParse(payload)
  if (!parsed.success) return undefined
  const { ref, before, after, commits, pusher, user_name: userName, total_commits_count: total } = parsed.data
  const [, where, name] = /^refs\/(heads|tags)\/(.+)$/.exec(ref) ?? []
  const kind = where === 'tags' ? 'tag' : 'branch'
  const commit = kind === 'tag' ? (parsed.data.head_commit?.id ?? parsed.data.checkout_sha ?? after) : after
  if (name === undefined || nothing.test(after) || !/^[0-9a-f]{40,64}$/.test(commit)) return undefined
  const listed = commits ?? []
  const isWhole = listed.length > 0 && listed.length < mostListed && (total ?? listed.length) <= listed.length
  const paths = listed.flatMap(({ added, modified, removed }) => [
    ...(added ?? []),
    ...(modified ?? []),
    ...(removed ?? []),
  ])
  return {
    ...{ kind, ref: name, commit },
    by: pusher?.name ?? userName ?? '',
    ...(nothing.test(before) ? {} : { before }),
    ...(isWhole ? { paths: [...new Set(paths)] } : {}),
  }
}
