import type { Firing, Trigger } from '#domain/triggers/trigger.ts'

/** Triggers, their firings, and how far each has come. */
export interface TriggerStore {
  /** Triggers of a project, by name. */
  list(project: string): Promise<readonly Trigger[]>
  /** Triggers of all projects. */
  all(): Promise<readonly Trigger[]>
  find(project: string, id: string): Promise<Trigger | undefined>
  save(trigger: Trigger): Promise<void>
  /** Removes a trigger with its firings and marks. */
  remove(project: string, id: string): Promise<void>
  saveFiring(firing: Firing): Promise<void>
  /** Newest first. */
  firings(project: string, trigger: string, limit: number): Promise<readonly Firing[]>
  /** How far a trigger has come: the last commit of a branch, or the last time of a schedule, that it has seen. */
  mark(trigger: string, name: string): Promise<string | undefined>
  setMark(trigger: string, name: string, value: string): Promise<void>
}
