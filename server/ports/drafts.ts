import type { Draft } from '#contract/drafts.ts'

/** People's private drafts; nobody reads another's. */
export interface DraftStore {
  /** One person's drafts in one project, newest first. */
  list(project: string, person: string, subject?: string): Promise<readonly Draft[]>
  save(project: string, person: string, draft: Draft): Promise<void>
  /** Removes a draft, if it exists. */
  remove(project: string, person: string, id: string): Promise<void>
}
