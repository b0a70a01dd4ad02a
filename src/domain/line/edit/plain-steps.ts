import { ok, type Result } from '../../result.ts'
import type { YamlPath } from '../yaml-text.ts'
import type { Plain } from './write-yaml.ts'
import { isRecord } from '../../record.ts'

/**
 * One change of a document's value; an edit is a list of them. `insert` puts an item before `index` of the list at `path`, `swap` exchanges the item
 * at `index` with the next one.
 */
export type Step =
  | { readonly op: 'set'; readonly path: YamlPath; readonly value: Plain }
  | { readonly op: 'insert'; readonly path: YamlPath; readonly index: number; readonly value: Plain }
  | { readonly op: 'swap'; readonly path: YamlPath; readonly index: number }
  | { readonly op: 'remove'; readonly path: YamlPath }

/** Wraps the steps of an accepted edit. */
export function steps(...value: readonly Step[]): Result<readonly Step[]> {
  return ok(value)
}

/** The document's expected value after a step, to check a splice against. Missing or null lists count as empty. */
export function afterStep(value: unknown, step: Step): unknown {
  switch (step.op) {
    case 'set':
      return changed(value, step.path, () => step.value)
    case 'insert':
      return changed(value, step.path, (list) =>
        Array.isArray(list) ? list.toSpliced(step.index, 0, step.value) : [step.value],
      )
    case 'swap':
      return changed(value, step.path, (list) =>
        Array.isArray(list) ? list.toSpliced(step.index, 2, list[step.index + 1], list[step.index]) : list,
      )
    case 'remove': {
      const key = step.path.at(-1)
      return changed(value, step.path.slice(0, -1), (parent) => {
        if (Array.isArray(parent) && typeof key === 'number') return parent.toSpliced(key, 1)
        return isRecord(parent) ? Object.fromEntries(Object.entries(parent).filter(([name]) => name !== key)) : parent
      })
    }
  }
}

function changed(value: unknown, path: YamlPath, change: (value: unknown) => unknown): unknown {
  const [key, ...rest] = path
  if (key === undefined) return change(value)
  if (Array.isArray(value) && typeof key === 'number') return value.with(key, changed(value[key], rest, change))
  const record = isRecord(value) ? value : {}
  return { ...record, [key]: changed(record[String(key)], rest, change) }
}
