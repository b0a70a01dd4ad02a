import type { Firing, Trigger } from '#domain/triggers/trigger.ts'
import type { TriggerStore } from '#server/ports/triggers.ts'

/** Triggers in memory. */
export function createMemoryTriggers(): TriggerStore {
  const triggers = new Map<string, Trigger>()
  const firings: Firing[] = []
  const marks = new Map<string, Map<string, string>>()
  const byName = (a: Trigger, b: Trigger): number => (a.name < b.name ? -1 : 1)
  return {
    list: async (project) => [...triggers.values()].filter((one) => one.project === project).sort(byName),
    all: async () => [...triggers.values()],
    async find(project, id) {
      const found = triggers.get(id)
      return found?.project === project ? found : undefined
    },
    async save(trigger) {
      triggers.set(trigger.id, trigger)
    },
    async remove(project, id) {
      if (triggers.get(id)?.project !== project) return
      triggers.delete(id)
      marks.delete(id)
      for (const firing of firings.filter(({ trigger }) => trigger === id)) firings.splice(firings.indexOf(firing), 1)
    },
    async saveFiring(firing) {
      firings.push(firing)
    },
    firings: async (project, trigger, limit) =>
      firings
        .filter((one) => one.project === project && one.trigger === trigger)
        .toReversed()
        .slice(0, limit),
    mark: async (trigger, name) => marks.get(trigger)?.get(name),
    async setMark(trigger, name, value) {
      marks.set(trigger, (marks.get(trigger) ?? new Map()).set(name, value))
    },
  }
}
