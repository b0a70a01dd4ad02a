import { parse } from 'yaml'
import { describe, expect, it } from 'vitest'
import { qvsConfigFileSchema } from './qvs-config-schema.ts'

function accepts(text: string): boolean {
  return qvsConfigFileSchema.safeParse(parse(text)).success
}

describe('the schema of a QVS Config', () => {
  it('takes every documented form', () => {
    expect(
      accepts(`
modules:
  - name: github.com/a/b
    revision: v1
  - name: a.example/c
    local: {path: .}
  - name: a.example/d
    remote: {repo: github.com/a/d, revision: main, path: .valuestream}
params:
  - {name: a, type: secret}
designPatterns:
  - pattern: a.example/c/service:service
    params: {args: ["$(params.args[*])"], replicas: 2}
    pipelineParams: {useSshKey: true}
`),
    ).toBe(true)
    expect(accepts('designPatterns:\n')).toBe(true)
  })

  it('refuses unknown keys and types', () => {
    expect(accepts('designPattern: []')).toBe(false)
    expect(accepts('params: [{name: a, type: text}]\ndesignPatterns: []')).toBe(false)
  })
})
