import { applySteps } from '../../line/edit/splice.ts'
import type { Plain } from '../../line/edit/write-yaml.ts'
import type { YamlPath } from '../../line/yaml-text.ts'
import { isRecord } from '../../record.ts'
import type { Result } from '../../result.ts'
import type { OptionsPlace } from './adapter-options.ts'
import type { Field } from '../catalog/description.ts'

/** A change of a list's items, or of a map's entries with freely chosen names. */
export type ItemChange =
  | { readonly kind: 'add' }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'copy' | 'up' | 'down' | 'remove'; readonly at: number }

/** The list or map to change: its field, place and current value. */
export interface Items {
  readonly field: Field
  readonly path: YamlPath
  readonly given: unknown
}

/** Whether a form shows a field's items one by one: maps, and lists of structs, maps or lists. */
export function hasItems({ kind, item }: Field, given: unknown): boolean {
  if (item === undefined) return false
  if (kind === 'map') return given === undefined || isRecord(given)
  const isItem = item.kind === 'list' ? Array.isArray : isRecord
  const isOfMany = item.kind === 'list' || item.kind === 'map' || (item.fields ?? []).length > 0
  return kind === 'list' && isOfMany && (given === undefined || (Array.isArray(given) && given.every(isItem)))
}

/** Adds, copies, moves or removes one item as a splice; the other items' texts stay. */
export function changeItems(
  text: string,
  { index, section }: OptionsPlace,
  { field, path, given }: Items,
  change: ItemChange,
): Result<string> {
  const at: YamlPath = ['designPatterns', index, section, ...path]
  const fresh = freshItem(field.item)
  switch (change.kind) {
    case 'add': {
      if (given !== undefined) return applySteps(text, [{ op: 'insert', path: at, index: sizeOf(given), value: fresh }])
      // Keep the adapter's default items in force beside the new one.
      const standard = Array.isArray(field.default) ? field.default.map(plain) : []
      return applySteps(text, [{ op: 'set', path: at, value: [...standard, fresh] }])
    }
    case 'name':
      return applySteps(text, [{ op: 'set', path: [...at, change.name], value: fresh }])
    case 'copy': {
      const copied = Array.isArray(given) ? plain(given[change.at]) : fresh
      return applySteps(text, [{ op: 'insert', path: at, index: change.at + 1, value: copied }])
    }
    case 'up':
      return applySteps(text, [{ op: 'swap', path: at, index: change.at - 1 }])
    case 'down':
      return applySteps(text, [{ op: 'swap', path: at, index: change.at }])
    case 'remove': {
      const key = isRecord(given) ? Object.keys(given)[change.at] : change.at
      // Removing the last item removes the list, so that the adapter's default applies again.
      const gone: YamlPath = sizeOf(given) === 1 ? at : [...at, key ?? change.at]
      return applySteps(text, [{ op: 'remove', path: gone }])
    }
  }
}

function freshItem(item: Field | undefined): Plain {
  if (item?.kind === 'list') return []
  return item?.kind === 'struct' || item?.kind === 'map' ? {} : ''
}

function sizeOf(given: unknown): number {
  if (Array.isArray(given)) return given.length
  return isRecord(given) ? Object.keys(given).length : 0
}

/** Converts a value parsed from YAML or a description into one that can be written. */
function plain(value: unknown): Plain {
  if (Array.isArray(value)) return value.map(plain)
  if (isRecord(value)) return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item)]))
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null
}
