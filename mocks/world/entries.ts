import type { Draft } from '#contract/drafts.ts'
import type { Member, Project } from '#domain/project.ts'
import type { Proposal } from '#domain/proposal.ts'
import type { RunEvent } from '#domain/run/events.ts'
import type { TargetRef, RolloutRequest } from '#domain/target/target-messages.ts'
import type { LogKey } from '#domain/tekton/launch/log-key.ts'
import { z } from 'zod'
import type { DocumentChange } from '#server/ports/documents.ts'
import type { CommitRequest, GitAuthor, HostedRepository } from '#server/ports/repositories.ts'

/** One thing that was written to the demo's world. Played in order, entries make the same world again. */
export type Entry =
  | { readonly kind: 'project-saved'; readonly project: Project }
  | { readonly kind: 'member-saved'; readonly project: string; readonly member: Member }
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
  /** Without the value: nothing in the demo uses it, so nothing keeps it. */
  | {
      readonly kind: 'secret-set' | 'secret-removed'
      readonly project: string
      readonly environment: string
      readonly key: string
      readonly at: string
    }
  | { readonly kind: 'log-written'; readonly key: LogKey; readonly bytes: Uint8Array }
  /** The task did not end before the page was closed: it is played again, and so is what it writes. */
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
// The journal holds what the very same build has written (it is emptied when the world's form changes), so the envelope is enough.
const entriesSchema = z.custom<readonly Entry[]>((value) => envelopeSchema.safeParse(value).success)

/** Reads entries as a journal brings them; undefined when they are none. */
export function parseEntries(value: unknown): readonly Entry[] | undefined {
  const parsed = entriesSchema.safeParse(value)
  return parsed.success ? parsed.data : undefined
}
