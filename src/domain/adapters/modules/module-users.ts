import { parseDocumentId } from '../../documents.ts'
import { parseQvsConfig } from '../qvs-config/qvs-config.ts'

/** Returns the applications whose published QVS Config names a module or one of its adapters. */
export function moduleUsers(
  name: string,
  configs: readonly { readonly id: string; readonly text: string }[],
): readonly string[] {
  return configs.flatMap(({ id, text }) => {
    const { modules, designPatterns } = parseQvsConfig(text).config
    const isNamed =
      modules.some((module) => module.name === name) ||
      designPatterns.some(({ pattern }) => pattern.startsWith(`${name}/`) || pattern.startsWith(`${name}:`))
    return isNamed ? [parseDocumentId(id)?.names[0] ?? id] : []
  })
}
