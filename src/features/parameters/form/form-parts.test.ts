import { describe, expect, it } from 'vitest'
import { sampleWorld } from '#domain/testing/sample-world.ts'
import type { World } from '#domain/line/world.ts'
import { lineBindings } from '#domain/parameters/line-bindings.ts'
import { scopeKey } from '#domain/parameters/scope.ts'
import { parameterSheet } from '#domain/parameters/sheet.ts'
import { partsOf, type SheetScope } from './form-parts.ts'

const staging = 'api/staging'

describe('the parts of a form', () => {
  it('keep each field where it was when the form opened', () => {
    const opened = scopeIn(sampleWorld)
    const before = partsOf(opened, opened)
    expect(before.defaults.map(({ name }) => name)).toContain('logLevel')
    expect([...before.own.values()].flat().map(({ name }) => name)).toContain('replicas')

    const typed = scopeIn({
      ...sampleWorld,
      deployments: sampleWorld.deployments.map((one) => ({ ...one, config: { ...one.config, logLevel: 'd' } })),
    })
    expect(namesOf(partsOf(typed, opened))).toEqual(namesOf(before))
    expect([...partsOf(typed, typed).own.values()].flat().map(({ name }) => name)).toContain('logLevel')
  })
})

function scopeIn(world: World): SheetScope {
  const sheet = parameterSheet(world, lineBindings([]), new Map())
  const scope = sheet.scopes.find((one) => scopeKey(one) === staging)
  if (scope === undefined) throw new Error(`no ${staging}`)
  return { sheet, scope }
}

function namesOf(parts: ReturnType<typeof partsOf>): readonly (readonly string[])[] {
  return [
    parts.fill,
    ...parts.own.values(),
    parts.inherited,
    parts.derived,
    parts.defaults,
    parts.line,
    parts.idle,
  ].map((rows) => rows.map(({ name }) => name))
}
