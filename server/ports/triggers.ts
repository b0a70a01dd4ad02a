import type { Firing, Trigger } from '#domain/triggers/trigger.ts'

/** Triggers, what they were fired by, and how far each has come. */
export interface TriggerStore {
  /** By name. */
  list(project: string): Promise<readonly Trigger[]>
  /** Of all projects. */
  all(): Promise<readonly Trigger[]>
  find(project: string, id: string): Promise<Trigger | undefined>
  save(trigger: Trigger): Promise<void>
  /** With its firings and marks. */
  remove(project: string, id: string): Promise<void>
  saveFiring(firing: Firing): Promise<void>
  /** Newest first. */
  firings(project: string, trigger: string, limit: number): Promise<readonly Firing[]>
  /** How far a trigger has come: the commit of a branch, or the time of a schedule, that it has seen last. */
  mark(trigger: string, name: string): Promise<string | undefined>
  setMark(trigger: string, name: string, value: string): Promise<void>
}
