import { afterAll, describe, expect, it } from 'vitest'
import { builtinModuleDirectory, readModule } from '#compiler/host/builtin-module.ts'
import { createKernelPool } from '#compiler/host/kernel-pool.ts'
import { describeAdapters } from '#domain/adapters/catalog/describe-adapters.ts'
import { takenBy, type Taken } from './taken-parameters.ts'

const pool = await createKernelPool()
const kernel = pool.forProject('japanese')
const sources = await readModule(builtinModuleDirectory)
const described = await describeAdapters(kernel, [{ name: 'linewright.dev/adapters', revision: 'builtin', sources }])
if (!described.ok) throw new Error(described.error.message)
const taken = new Map<string, readonly Taken[]>()
for (const adapter of described.value) taken.set(adapter.name, await takenBy(kernel, [sources], adapter))
afterAll(() => pool.close())

/** What a part of a README says about parameters: the sentence, and the default as it is shown. */
function rowsOf(readme: string): Map<string, { said: string; standard: string }> {
  const rows = [...readme.matchAll(/^\| `([\w.]+)` \| (.+) \| (必須|空|`.+`) \|$/gm)]
  return new Map(rows.map(([, name = '', said = '', standard = '']) => [name, { said, standard }]))
}

/** What stands in front of the sections of a README about several adapters. */
function sharedRows(readmeFile = ''): ReturnType<typeof rowsOf> {
  const text = sources.files[readmeFile.replace('linewright.dev/adapters/', '').replace(/\.md$/, '.ja.md')] ?? ''
  return text.includes('\n## ') ? rowsOf(text.slice(0, text.indexOf('\n## '))) : new Map()
}

function shown({ default: standard }: Taken): string {
  if (standard === undefined) return '必須'
  return standard === '' ? '空' : `\`${standard}\``
}

it('every folder shares only what some of its adapters take', () => {
  const folders = new Map<string, Set<string>>()
  for (const { name, readmeFile = '' } of described.value) {
    const names = folders.get(readmeFile) ?? new Set()
    for (const one of taken.get(name) ?? []) names.add(one.name)
    folders.set(readmeFile, names)
  }
  const strangers = [...folders].flatMap(([file, names]) => [...sharedRows(file).keys()].filter((one) => !names.has(one)))
  expect(strangers).toEqual([])
})

describe.each(described.value.map((adapter) => [adapter.name, adapter] as const))('%s', (name, adapter) => {
  const all = taken.get(name) ?? []
  const own = rowsOf(adapter.ja.readme ?? '')
  const said = new Map([...sharedRows(adapter.readmeFile), ...own])

  it('presents itself in both languages, with an icon', () => {
    expect(adapter.description).toMatch(/^[A-Z]/)
    expect(adapter.ja.description).toMatch(/[ぁ-ん]/)
    // As much as the palette shows in one line.
    expect(adapter.summary).toMatch(/^[A-Z].{1,27}$/)
    expect(adapter.ja.summary).toMatch(/^.{1,20}$/)
    expect(adapter.readme).toContain(name)
    expect(adapter.ja.readme).toMatch(/[ぁ-ん]/)
    expect(adapter.icon).toBeDefined()
  })

  it('says in English what everything is for that it takes', () => {
    expect(all.filter(({ doc }) => doc === '')).toEqual([])
  })

  it('says so in Japanese, with the default that it has', () => {
    const right = all.map((one) => [one.name, shown(one)])
    expect(all.map((one) => [one.name, said.get(one.name)?.standard])).toEqual(right)
    expect(all.filter((one) => !/[ぁ-んァ-ン一-龠]/.test(adapter.ja.docs?.[one.name] ?? ''))).toEqual([])
  })

  it('names no parameter in Japanese that it does not have', () => {
    expect([...own.keys()].filter((one) => !all.some((there) => there.name === one))).toEqual([])
  })
})
