import type { Draft } from '#contract/drafts.ts'
import type { Member, Project } from '#domain/project.ts'
import type { Proposal } from '#domain/proposal.ts'
import type { RunEvent } from '#domain/run/events.ts'
import type { TargetRef, RolloutRequest } from '#domain/target/target-messages.ts'
import type { LogKey } from '#domain/tekton/launch/log-key.ts'
import { z } from 'zod'
import type { DocumentChange } from '#server/ports/documents.ts'
import type { CommitRequest, GitAuthor, HostedRepository } from '#server/ports/repositories.ts'

/** One write to the demo's world. Replaying all entries in order restores the world. */
export type Entry =
  | { readonly kind: 'project-saved'; readonly project: Project }
  | { readonly kind: 'member-saved'; readonly project: string; readonly member: Member }
  | { readonly kind: 'member-removed'; readonly project: string; readonly person: string }
  | { readonly kind: 'published'; readonly project: string; readonly change: DocumentChange }
  | { readonly kind: 'draft-saved'; readonly project: string; readonly person: string; readonly draft: Draft }
  | { readonly kind: 'draft-removed'; readonly project: string; readonly person: string; readonly id: string }
  | { readonly kind: 'proposal-saved'; readonly project: string; readonly proposal: Proposal }
  | {
      readonly kind: 'run-created'
      readonly id: string
      readonly project: string
      readonly line: string
      readonly idempotencyKey: string
      readonly events: readonly RunEvent[]
    }
  | {
      readonly kind: 'run-appended'
      readonly run: string
      readonly expected: number
      readonly events: readonly RunEvent[]
      readonly ended: boolean
    }
  | { readonly kind: 'text-kept'; readonly text: string }
  /** Without the value, since nothing in the demo uses it. */
  | {
      readonly kind: 'secret-set' | 'secret-removed'
      readonly project: string
      readonly environment: string
      readonly key: string
      readonly at: string
    }
  | { readonly kind: 'log-written'; readonly key: LogKey; readonly bytes: Uint8Array }
  /** The page was closed before the task ended: the task is replayed, and its log with it. */
  | { readonly kind: 'log-dropped'; readonly key: LogKey }
  | {
      readonly kind: 'repository-created'
      readonly hosted: HostedRepository
      readonly first: {
        readonly branch: string
        readonly files: ReadonlyMap<string, Uint8Array>
        readonly author: GitAuthor
        readonly message: string
        readonly at: string
      }
    }
  | { readonly kind: 'committed'; readonly hosted: HostedRepository; readonly request: CommitRequest }
  | {
      readonly kind: 'commit-withdrawn'
      readonly hosted: HostedRepository
      readonly made: { readonly branch: string; readonly commit: string; readonly before: string }
    }
  | {
      readonly kind: 'branch-deleted'
      readonly hosted: HostedRepository
      readonly made: { readonly branch: string; readonly commit: string }
    }
  | { readonly kind: 'rolled-out'; readonly request: RolloutRequest; readonly at: string }
  | { readonly kind: 'target-removed'; readonly target: TargetRef }

const envelopeSchema = z.array(z.looseObject({ kind: z.string() }))
// Checks only the envelope: the same build wrote the journal, which is emptied when the format changes.
const entriesSchema = z.custom<readonly Entry[]>((value) => envelopeSchema.safeParse(value).success)

/** Parses entries of a journal; undefined if they are invalid. */
export function parseEntries(value: unknown): readonly Entry[] | undefined {
  const parsed = entriesSchema.safeParse(value)
  return parsed.success ? parsed.data : undefined
}
