import type { Draft } from '#contract/drafts.ts'

/** Private drafts of people; nobody reads another's. */
export interface DraftStore {
  /** Newest first, of one person in one project. */
  list(project: string, person: string, subject?: string): Promise<readonly Draft[]>
  save(project: string, person: string, draft: Draft): Promise<void>
  /** Dropping what is not there is fine. */
  remove(project: string, person: string, id: string): Promise<void>
}
