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
const world = { applications: [], deployments: [], environments: [] }
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
  it.each([
    ['on: [push]\njobs:\n  build: { runs-on: ubuntu-latest }\n', 'GitHub Actions workflow'],
    ['stages: [build]\nbuild:\n  script: [make]\n', 'GitLab CI file'],
    ['apiVersion: argoproj.io/v1alpha1\nkind: Workflow\n---\nkind: Service\n', 'Workflow, Service'],
    ['designPatterns: []\n', 'QVS Config'],
  ])('says what a text is that nothing can be made of: %j', (foreign, kinds) => {
    const read = importedLine(foreign, world, words)
    expect(read.ok ? [] : read.error.findings?.map(({ code, args }) => [code, args])).toEqual([
      ['import-other', { kinds }],
    ])
  })

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

  it('binds what it makes to the first environment', () => {
    const deployed = (environment: string) => ({
      ...{
        application: 'api',
        name: environment,
        environment,
        displayName: '',
        config: {},
        secrets: [],
        credentials: {},
      },
    })
    const environment = (name: string, order: number) => ({
      ...{ name, displayName: name, description: '', order, provisioningTargets: [] },
    })
    const known = {
      applications: [
        { name: 'api', displayName: 'API', description: '', qvsConfigRepository: 'api', qvsConfigPath: '' },
      ],
      deployments: [deployed('production'), deployed('staging')],
      environments: [environment('production', 2), environment('staging', 1)],
    }
    const read = importedLine('kind: Pipeline\nmetadata: { name: build }\n', known, words)
    const made = read.ok ? read.value.under('ship') : read
    expect(parseLine(made.ok ? made.value : '').line?.spec.stages[0]?.spec.deployment.name).toBe('staging')
  })

  it('reads every line of a text with several, and takes the one that is meant', () => {
    const second = text.replace(/name: \S+/, 'name: nightly')
    const both = `kind: Secret\n---\n${text}---\n${second}`
    const names = ['release', 'nightly']
    const first = importedLine(both, world, words)
    expect(first).toMatchObject({ ok: true, value: { kind: 'line', name: 'release', lines: names, others: 2 } })
    const other = importedLine(both, world, words, 1)
    expect(other).toMatchObject({ ok: true, value: { name: 'nightly', lines: names } })
    const made = other.ok ? other.value.under('tonight') : other
    expect(made).toEqual({ ok: true, value: second.replace('nightly', 'tonight') })
  })

  it('finds Pipelines in a list of their kind', () => {
    const list = 'kind: PipelineList\nitems:\n  - kind: Pipeline\n    metadata: { name: build }\n'
    expect(importedLine(list, world, words)).toMatchObject({ ok: true, value: { kind: 'pipelines', name: 'build' } })
  })

  it('finds the line among other documents, and says how many are left out', () => {
    const read = importedLine(`kind: ConfigMap\n---\n${text}---\nkind: Secret\n`, world, words)
    expect(read.ok && [read.value.kind, read.value.stages, read.value.others]).toEqual(['line', 1, 2])
    expect(read.ok && read.value.under('release')).toEqual({ ok: true, value: text })
  })

  it('looks into a List, and keeps how its items are written', () => {
    const item = text.trimEnd().replaceAll('\n', '\n    ')
    const list = `apiVersion: v1\nkind: List\nitems:\n  - kind: ConfigMap\n  - ${item}\n`
    const read = importedLine(list, world, words)
    expect(read.ok && [read.value.kind, read.value.name, read.value.others]).toEqual(['line', 'release', 1])
    const made = read.ok ? read.value.under('ship') : read
    expect(made).toEqual({ ok: true, value: text.replace('# How it goes out.\n', '').replace('release', 'ship') })
    const pipelines =
      'kind: List\nitems:\n- kind: Pipeline\n  metadata: { name: a }\n- kind: Pipeline\n  metadata: { name: b }\n'
    expect(importedLine(pipelines, world, words)).toMatchObject({ ok: true, value: { kind: 'pipelines', stages: 2 } })
  })

  it('says where a text is no YAML, among several documents too', () => {
    const read = importedLine(`kind: Pipeline\n---\nkind: Pipeline\nmetadata:\n\tname: x\n`, world, words)
    expect(read).toMatchObject({
      ok: false,
      error: { place: { line: 5 }, findings: [{ code: 'yaml-syntax', args: { reason: 'TAB_AS_INDENT' } }] },
    })
  })

  it('follows an anchor thousands of times, and refuses aliases of aliases without end', () => {
    const many = Array.from({ length: 3000 }, (_, index) => `    - name: s${String(index)}\n      spec: *shared\n`)
    const shared = text.replace('spec: { pipeline', 'spec: &shared { pipeline') + many.join('')
    const read = importedLine(shared, world, words)
    expect(read.ok && read.value.stages).toBe(3001)
    const bomb = [...'bcdefgh'].map((key, at) => {
      const before = `*${'abcdefg'[at] ?? 'a'}`
      return `${key}: &${key} [${Array.from({ length: 9 }, () => before).join(', ')}]`
    })
    expect(importedLine(['a: &a [x, x]', ...bomb].join('\n'), world, words)).toMatchObject({ ok: false })
  })

  it('refuses what is neither', () => {
    expect(importedLine('kind: ConfigMap\n', world, words)).toMatchObject({ ok: false })
    expect(importedLine('][', world, words)).toMatchObject({ ok: false })
    const tabbed = importedLine(text.replaceAll('    ', '\t'), world, words)
    expect(tabbed.ok ? '' : tabbed.error.message).toContain('Tabs are not allowed')
  })
})
