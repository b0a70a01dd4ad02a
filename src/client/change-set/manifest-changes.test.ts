import { describe, expect, it } from 'vitest'
import type { AssemblyLine } from '#domain/line/line.ts'
import { affectedStages, changedManifests } from './manifest-changes.ts'

function lineOf(...stages: readonly (readonly [name: string, app: string, deployment: string, value?: string])[]) {
  const line: AssemblyLine = {
    apiVersion: 'vs.axis-dev.io/v1',
    kind: 'AssemblyLine',
    metadata: { name: 'release' },
    spec: {
      stages: stages.map(([name, app, deployment, value]) => ({
        name,
        spec: {
          pipeline: `${app}-deploy`,
          deployment: { app, name: deployment },
          ...(value === undefined ? {} : { params: [{ name: 'replicas', value }] }),
        },
      })),
    },
  }
  return line
}

type Line = Parameters<typeof affectedStages>[1]
const deployments = ['api', 'web'].map((application) => ({ application, name: 'staging', environment: 'trial' }))
const affected = (before: Line | undefined, after: Line, changed: readonly string[]) =>
  affectedStages(before, after, changed, deployments)
const namesOf = (...asked: Parameters<typeof affected>) => affected(...asked).map(({ name }) => name)

const published = lineOf(['api', 'api', 'staging'], ['web', 'web', 'staging'])

describe('what a change set makes of the manifests', () => {
  it('compiles only the stages that the changed documents reach', () => {
    expect(namesOf(published, published, ['layout/release'])).toEqual([])
    expect(namesOf(published, published, ['parameters/api/staging'])).toEqual(['api'])
    expect(namesOf(published, published, ['parameters/api/production'])).toEqual([])
    expect(namesOf(published, published, ['qvs-config/web'])).toEqual(['web'])
    expect(namesOf(published, published, ['parameters/project'])).toEqual(['api', 'web'])
    expect(namesOf(published, published, ['parameters/application/web'])).toEqual(['web'])
    expect(namesOf(published, published, ['parameters/environment/trial'])).toEqual(['api', 'web'])
    expect(namesOf(published, published, ['parameters/environment/production'])).toEqual([])
  })

  it('takes changed, new and removed stages of the line', () => {
    const draft = lineOf(['api', 'api', 'staging', '3'], ['check', 'web', 'staging'])
    expect(namesOf(published, draft, ['line/release'])).toEqual(['api', 'check', 'web'])
    expect(affected(published, draft, ['line/release']).at(-1)).toEqual({
      name: 'web',
      isPublished: true,
      isDrafted: false,
    })
    expect(namesOf(undefined, published, ['line/release'])).toEqual(['api', 'web'])
  })

  it('names files that differ, come or go', () => {
    const before = [
      { path: 'same.yaml', text: 'a' },
      { path: 'gone.yaml', text: 'b' },
      { path: 'changed.yaml', text: 'c' },
    ]
    const after = [
      { path: 'same.yaml', text: 'a' },
      { path: 'changed.yaml', text: 'd' },
      { path: 'new.yaml', text: 'e' },
    ]
    expect(changedManifests(before, after)).toEqual([
      { path: 'changed.yaml', before: 'c', after: 'd' },
      { path: 'gone.yaml', before: 'b', after: '' },
      { path: 'new.yaml', before: '', after: 'e' },
    ])
  })
})
