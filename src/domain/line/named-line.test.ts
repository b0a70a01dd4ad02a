import { describe, expect, it } from 'vitest'
import { formerNames, importedLine, renamedLine, withLineName } from './named-line.ts'
import { parseLine } from './parse.ts'

const text = `# How it goes out.
apiVersion: vs.axis-dev.io/v1
kind: AssemblyLine
metadata:
  name: release # short
spec:
  stages:
    - name: build
      spec: { pipeline: api-build, deployment: { app: api, name: dev } }
`
const world = { applications: [], deployments: [] }
const words = { revision: 'Branch' }

describe('a line under another name', () => {
  it('keeps everything else byte for byte', () => {
    expect(withLineName(text, 'ship')).toEqual({ ok: true, value: text.replace('release', 'ship') })
  })

  it('remembers what it was called, each name once, and forgets the one that it has again', () => {
    const once = renamedLine(text, 'release', 'ship')
    const twice = renamedLine(once.ok ? once.value : '', 'ship', 'deliver')
    expect(formerNames(twice.ok ? twice.value : '')).toEqual(['ship', 'release'])
    const back = renamedLine(twice.ok ? twice.value : '', 'deliver', 'release')
    expect(formerNames(back.ok ? back.value : '')).toEqual(['deliver', 'ship'])
  })
})

describe('an import', () => {
  it('takes a line as it is', () => {
    const read = importedLine(text, world, words)
    expect(read.ok && [read.value.kind, read.value.name, read.value.stages]).toEqual(['line', 'release', 1])
    expect(read.ok && read.value.under('ship')).toEqual({ ok: true, value: text.replace('release', 'ship') })
  })

  it('makes stages of Tekton Pipelines, one after another', () => {
    const pipeline = (name: string) => `apiVersion: tekton.dev/v1\nkind: Pipeline\nmetadata:\n  name: ${name}\n`
    const read = importedLine([pipeline('build'), pipeline('test')].join('---\n'), world, words)
    const made = read.ok ? read.value.under('ship') : read
    const { line } = parseLine(made.ok ? made.value : '')
    expect(line?.spec.stages.map(({ name, runAfter }) => [name, runAfter ?? []])).toEqual([
      ['build', []],
      ['test', ['build']],
    ])
  })

  it('refuses what is neither', () => {
    expect(importedLine('kind: ConfigMap\n', world, words)).toMatchObject({ ok: false })
    expect(importedLine('][', world, words)).toMatchObject({ ok: false })
  })
})
