import { logPath, type LogKey } from '#domain/tekton/launch/log-key.ts'
import type { Entry } from './entries.ts'

/** Returns the log keys whose task had not ended: a closing page interrupted it. */
export function stepsNotEnded(entries: readonly Entry[], keys: readonly LogKey[]): readonly LogKey[] {
  const projects = new Map<string, string>()
  const ended = new Set<string>()
  for (const entry of entries) {
    if (entry.kind === 'run-created') projects.set(entry.id, entry.project)
    if (entry.kind !== 'run-appended') continue
    for (const event of entry.events) {
      if (event.kind !== 'task-changed' || event.taskRun.condition.status === 'Unknown') continue
      ended.add(taskKey(projects.get(entry.run) ?? '', event.taskRun.name, event.taskRun.retry))
    }
  }
  return keys.filter((key) => !ended.has(taskKey(key.namespace, key.taskRun, key.retry)))
}

function taskKey(namespace: string, taskRun: string, retry: number): string {
  return logPath({ namespace, taskRun, retry, step: '' })
}
