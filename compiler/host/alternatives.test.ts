import { afterAll, beforeAll, expect, it } from 'vitest'
import { describeAdapters } from '#domain/adapters/catalog/describe-adapters.ts'
import type { Field } from '#domain/adapters/catalog/description.ts'
import { createKernelPool, type KernelPool } from './kernel-pool.ts'

let pool: KernelPool
beforeAll(async () => {
  pool = await createKernelPool()
})
afterAll(() => pool.close())

const source = `package one

#Source: {
	kind: "git"
	url:  string
	size: int
} | {
	kind:    "bucket"
	bucket:  string
	size:    int | *1
	prefix?: string
}

DesignPattern: parameters: {
	source: #Source
	mirror?: *{kind: "none"} | #Source
	loose: {a: string} | {b: string}
	flags: {[=~"^[A-Z_]+$"]: bool}
	level: 3
}
`

it('structs of which one is chosen are a choice and the fields that come with it, maps with names by a pattern are maps', async () => {
  const files = { 'cue.mod/module.cue': 'module: "a.example/m"\n', 'one/one.cue': source }
  const described = await describeAdapters(pool.forProject('alternatives'), [
    { name: 'a.example/m', revision: 'x', sources: { digest: 'alternatives', files } },
  ])
  if (!described.ok) throw new Error(JSON.stringify(described.error))
  const [adapter] = described.value
  expect(adapter?.findings).toEqual([])
  const of = (name: string): Field | undefined => adapter?.parameters.find((field) => field.name === name)
  const inside = (name: string) =>
    of(name)?.fields?.map((field) => [field.name, field.kind, field.required, field.when?.values])
  expect(inside('source')).toEqual([
    ['kind', 'string', true, undefined],
    ['url', 'string', true, ['git']],
    ['size', 'any', false, undefined],
    ['bucket', 'string', true, ['bucket']],
    ['prefix', 'string', false, ['bucket']],
  ])
  expect(of('source')).toMatchObject({ required: true, fields: [{ enum: ['git', 'bucket'] }, {}, {}, {}, {}] })
  expect(of('mirror')).toMatchObject({
    required: false,
    fields: [{ enum: ['none', 'git', 'bucket'], default: 'none' }, {}, {}, {}, {}],
  })
  expect([of('loose')?.kind, of('loose')?.fields]).toEqual(['struct', undefined])
  expect(of('flags')).toMatchObject({ kind: 'map', required: false, item: { kind: 'bool' } })
  expect(of('level')).toMatchObject({ required: false, enum: [3] })
})
