import type { Draft } from '#contract/drafts.ts'
import type { DraftStore } from '#server/ports/drafts.ts'

/** Drafts in memory. */
export function createMemoryDrafts(): DraftStore {
  const drafts = new Map<string, Map<string, Draft>>()
  const of = (project: string, person: string): Map<string, Draft> => {
    const key = JSON.stringify([project, person])
    const found = drafts.get(key) ?? new Map<string, Draft>()
    drafts.set(key, found)
    return found
  }
  return {
    async list(project, person, subject) {
      const all = [...of(project, person).values()].filter(
        (draft) => subject === undefined || draft.subject === subject,
      )
      return all.sort((a, b) => (a.savedAt < b.savedAt ? 1 : -1))
    },
    async save(project, person, draft) {
      of(project, person).set(draft.id, draft)
    },
    async remove(project, person, id) {
      of(project, person).delete(id)
    },
  }
}
