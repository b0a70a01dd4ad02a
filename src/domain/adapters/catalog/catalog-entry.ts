import { z } from 'zod'
import { adapterCategories, type AdapterCategory, type AdapterDescription, takenSchema } from './description.ts'
import { readIcon, type Icon } from './icon.ts'
import { readmeParameters } from './readme-parameters.ts'
import type { KernelAdapter } from '../kernel/kernel-answer.ts'

/** How an adapter presents itself, from the field `catalog` of its `DesignPattern` and the READMEs and icon beside its file. */
export interface CatalogEntry {
  readonly category: AdapterCategory
  readonly badges: string[]
  readonly words: string[]
  readonly readme?: string
  readonly readmeFile?: string
  readonly summary?: string
  readonly ja: { summary?: string; description?: string; readme?: string; docs?: Record<string, string> }
  readonly takes?: NonNullable<AdapterDescription['takes']>
  readonly icon?: Icon
}

const words = z.array(z.string()).catch([])
const catalogSchema = z
  .object({
    summary: z.string().optional().catch(undefined),
    category: z.enum(adapterCategories).optional().catch(undefined),
    badges: words,
    words,
    ja: z.object({ summary: z.string().exactOptional(), description: z.string().exactOptional() }).catch({}),
    takes: z.record(z.string(), takenSchema).optional().catch(undefined),
  })
  .catch({ summary: undefined, category: undefined, badges: [], words: [], ja: {}, takes: undefined })

/** Collects what the catalog shows. If an adapter states no category, the names of its stages decide. */
export function catalogEntry(adapter: KernelAdapter, files: Readonly<Record<string, string>>): CatalogEntry {
  const said = catalogSchema.parse(adapter.catalog)
  const beside = (name: string): string | undefined => files[`${folderOf(adapter)}${name}`]
  const readme = adapter.readme === undefined ? undefined : sectionOf(files[adapter.readme] ?? '', adapter.name)
  const inJapanese = adapter.readme === undefined ? undefined : files[adapter.readme.replace(/\.md$/, '.ja.md')]
  const icon = readIcon(beside(`${packageOf(adapter.id)}.svg`) ?? beside('icon.svg') ?? '')
  return {
    category: said.category ?? categoryOf(adapter),
    ...(said.summary === undefined ? {} : { summary: said.summary }),
    badges: said.badges,
    words: said.words,
    ...(readme === undefined ? {} : { readme, readmeFile: `${adapter.module}/${adapter.readme}` }),
    ja: {
      ...said.ja,
      ...(inJapanese === undefined ? {} : japaneseOf(inJapanese, sectionOf(inJapanese, adapter.name))),
    },
    ...(said.takes === undefined ? {} : { takes: said.takes }),
    ...(icon === undefined ? {} : { icon }),
  }
}

/** The adapter's section of a Japanese README, and its parameter texts from there or else from the rest of the README. */
function japaneseOf(whole: string, section: string): { readme: string; docs: Record<string, string> } {
  const said = [whole, section].map(readmeParameters).flatMap(({ options, parameters }) => [...options, ...parameters])
  return { readme: section, docs: Object.fromEntries(said) }
}

function folderOf({ position }: KernelAdapter): string {
  const file = position?.file ?? ''
  return file.slice(0, file.lastIndexOf('/') + 1)
}

function packageOf(pattern: string): string {
  return pattern.slice(Math.max(pattern.lastIndexOf(':'), pattern.lastIndexOf('/')) + 1)
}

/** The README's section with the adapter's name as heading; the whole README if there is none. */
function sectionOf(readme: string, name: string): string {
  const lines = readme.split('\n')
  const start = lines.findIndex((line) => /^#{1,3} /.test(line) && line.replace(/^#+ +/, '').trim() === name)
  if (start < 0) return readme
  const level = /^#+/.exec(lines[start] ?? '')?.[0].length ?? 1
  const end = lines.findIndex((line, index) => index > start && new RegExp(`^#{1,${level}} `).test(line))
  return lines
    .slice(start, end < 0 ? undefined : end)
    .join('\n')
    .trimEnd()
}

const stageWords: readonly (readonly [AdapterCategory, RegExp])[] = [
  ['build', /build|compile|package|image/],
  ['scan', /scan/],
  ['deploy', /deploy|setup|release|publish|promote|preview|migrate|apply/],
  ['verify', /verify|test|check/],
]

function categoryOf({ stages, resources }: KernelAdapter): AdapterCategory {
  if (stages.length === 0) return resources.length > 0 ? 'infrastructure' : 'other'
  const found = stageWords.find(([, pattern]) => stages.some(({ name }) => pattern.test(name)))
  return found?.[0] ?? 'other'
}
