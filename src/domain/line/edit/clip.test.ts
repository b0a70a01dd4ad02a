import { describe, expect, it } from 'vitest'
import { parseLine } from '../parse.ts'
import { sampleLine } from '../../testing/sample-world.ts'
import { yamlObjects } from '../yaml-objects.ts'
import { copyStages, readClip } from './clip.ts'
import { pasteStages } from './paste.ts'

function pasted(text: string, clip: string, place = {}) {
  const { stages = [], gates = [] } = readClip(clip) ?? {}
  const result = pasteStages(text, { stages, gates }, place)
  if (!result.ok) throw new Error(result.error.message)
  return result.value
}

describe('copying and pasting stages', () => {
  const clip = copyStages(sampleLine, ['build', 'deploy'])

  it('copies plain YAML with its comments', () => {
    expect(clip).toBe(`- name: build
  spec:
    pipeline: api-build
    deployment: { app: api, name: staging }
    params:
      - name: gitRevision
        value: $(inputs.gitRevision)
- name: deploy # here
  spec:
    pipeline: api-deploy
    deployment: { app: api, name: staging }
    params:
      - { name: imageDigest, value: $(stages.build.results.digest) } # from the build
  runAfter: [build]
`)
  })

  it('gives copies free names and lets them name each other', () => {
    const { text, names } = pasted(sampleLine, clip, { behind: 'deploy' })
    expect(names).toEqual(['build-2', 'deploy-2'])
    const { line, findings } = parseLine(text)
    expect(findings).toEqual([])
    expect(line?.spec.stages.map((stage) => stage.name)).toEqual([
      'build',
      'deploy',
      'build-2',
      'deploy-2',
      'deploy-production',
    ])
    const copy = line?.spec.stages[3]
    expect(copy?.runAfter).toEqual(['build-2'])
    expect(copy?.spec.params?.[0]?.value).toBe('$(stages.build-2.results.digest)')
    expect(text).toContain('# from the build\n      runAfter: [build-2]')
    // The earlier text is unchanged.
    const copies = text.slice(text.indexOf('\n    - name: build-2'), text.indexOf('\n    - name: deploy-production'))
    expect(text.replace(copies, '')).toBe(sampleLine)
  })

  it('takes stages in flow style and with anchors, each with its comments where its text stands alone', () => {
    const stages = `- {name: lint, spec: {pipeline: api-build, deployment: {app: api, name: staging}}} # lints
- name: &second scan
  spec: { pipeline: api-build, deployment: &where {app: api, name: staging} }
  runAfter: [lint, build]
- name: third
  spec: { pipeline: api-build, deployment: *where }
  runAfter: [*second]
`
    const { text, names } = pasted(sampleLine, stages)
    const { line, findings } = parseLine(text)
    expect(findings).toEqual([])
    expect(names).toEqual(['lint', 'scan', 'third'])
    expect(line?.spec.stages.at(-1)).toEqual({
      name: 'third',
      spec: { pipeline: 'api-build', deployment: { app: 'api', name: 'staging' } },
      runAfter: ['scan'],
    })
    expect(text).toContain(
      '    - {name: lint, spec: {pipeline: api-build, deployment: {app: api, name: staging}}} # lints\n',
    )
    expect(text.startsWith(sampleLine.trimEnd())).toBe(true)
  })

  it('binds copies to the lane at the pointer', () => {
    const { text, rebound } = pasted(sampleLine, clip, { rebind: () => 'production' })
    expect(rebound).toBe(2)
    expect(pasted(sampleLine, clip, { rebind: () => 'staging' }).rebound).toBe(0)
    expect(parseLine(text).line?.spec.stages.at(-1)?.spec.deployment.name).toBe('production')
  })

  it.each([
    ['windows', sampleLine.replaceAll('\n', '\r\n')],
    ['no line end', sampleLine.trimEnd()],
    ['anchors', sampleLine.replace('{ app: api, name: staging }', '&d { app: api, name: staging }')],
  ])('pastes into a line written with %s', (_, text) => {
    const after = parseLine(pasted(text, clip).text)
    expect(after.line?.spec.stages.map((stage) => stage.name)).toEqual([
      'build',
      'deploy',
      'deploy-production',
      'build-2',
      'deploy-2',
    ])
    expect(after.findings.filter((finding) => finding.severity === 'error')).toEqual([])
  })

  it('ends lines as those do that it pastes behind', () => {
    const [head = '', tail = ''] = sampleLine.split(/(?=\n {4}- name: deploy-production)/)
    const mixed = head.replaceAll('\n', '\r\n') + tail
    const scan = '- name: scan\n  spec: { pipeline: api-scan, deployment: { app: api, name: staging } }\n'
    const written = (eol: string) => scan.replaceAll(/^/gm, '    ').trimEnd().replaceAll('\n', eol) + eol
    expect(pasted(mixed, scan, { behind: 'deploy' }).text).toContain(written('\r\n'))
    expect(pasted(mixed, scan, { behind: 'deploy-production' }).text).toBe(mixed + written('\n'))
  })

  it('leaves out what the line does not have', () => {
    const other = sampleLine.replace('runAfter: [build]', 'runAfter: [build, elsewhere]')
    const { text } = pasted(sampleLine, copyStages(other, ['deploy', 'deploy-production']))
    const stages = parseLine(text).line?.spec.stages ?? []
    expect(stages.at(-2)?.runAfter).toEqual(['build'])
  })

  it('takes along the gates that the line lacks, and never drops one', () => {
    const clip = copyStages(sampleLine, ['deploy-production'])
    const bare = 'kind: AssemblyLine\nmetadata: { name: other }\nspec:\n  stages: []\n'
    const { line } = parseLine(pasted(bare, clip).text)
    const { gates } = parseLine(sampleLine).line?.spec ?? {}
    expect(gates).not.toEqual([])
    expect(line?.spec.gates).toEqual(gates)
    expect(line?.spec.stages[0]?.gates).toEqual(['production'])
    expect(parseLine(pasted(sampleLine, clip).text).line?.spec.gates).toEqual(gates)
    const stage = clip.slice(0, clip.indexOf('---'))
    expect(parseLine(pasted(bare, stage).text).line?.spec.stages[0]?.gates).toEqual(['production'])
  })

  it('reads one stage, an AssemblyLine, several documents and Tekton Pipelines', () => {
    expect(readClip('name: a\nspec: { pipeline: p, deployment: { app: x, name: z } }')?.stages).toEqual([
      { name: 'a', text: '- name: a\n  spec:\n    pipeline: p\n    deployment: { app: x, name: z }\n' },
    ])
    expect(readClip(sampleLine)?.stages.map((stage) => stage.name)).toEqual(['build', 'deploy', 'deploy-production'])
    const tekton = 'apiVersion: tekton.dev/v1\nkind: Pipeline\nmetadata: { name: one }\nspec: { tasks: [] }\n'
    expect(readClip(`${tekton}---\n${tekton.replace('one', 'two')}`)?.pipelines.map(({ name }) => name)).toEqual([
      'one',
      'two',
    ])
    expect(readClip('just words')).toBeUndefined()
    expect(readClip('a: [')).toBeUndefined()
  })

  it('says what it leaves out', () => {
    const pipeline = 'kind: Pipeline\nmetadata: {name: ship}\nspec: {tasks: [{name: a, taskRef: {name: mine}}]}\n'
    const task = (name: string) => `kind: Task\nmetadata: {name: ${name}}\n`
    const text = [pipeline, task('mine'), task('other'), 'kind: ConfigMap\nmetadata: {name: x}\n'].join('---\n')
    expect(readClip(text)?.leftOut).toEqual(['Task other', 'ConfigMap x'])
    expect(readClip(pipeline)?.leftOut).toEqual([])
  })

  it('gives a name to a Pipeline that has none of its own', () => {
    const unnamed = (metadata: string) => `kind: Pipeline # ours\n${metadata}spec: { tasks: [] }\n`
    const read = (metadata: string) => readClip(unnamed(metadata))?.pipelines
    expect(read('metadata: { generateName: ship- }\n')).toEqual([
      { name: 'ship', text: unnamed('metadata: { generateName: ship-, name: ship }\n'), params: [], notTaken: [] },
    ])
    const [given] = read('') ?? []
    expect(given?.name).toBe('pipeline')
    expect(yamlObjects(given?.text ?? '').objects[0]?.value).toMatchObject({ metadata: { name: 'pipeline' } })
  })

  it('takes a Pipeline with the Tasks that it names, by a name that it can be kept by', () => {
    const task = (name: string) => `kind: Task\nmetadata: { name: ${name} } # of ours\n`
    const pipeline =
      'kind: Pipeline\nmetadata: { name: Ship_It } # ours\nspec: { tasks: [{ taskRef: { name: make } }] }\n'
    expect(readClip([pipeline, task('make'), task('other')].join('---\n'))?.pipelines).toEqual([
      {
        name: 'ship-it',
        text: `${pipeline.replace('Ship_It', 'ship-it')}---\n${task('make')}`,
        params: [],
        notTaken: [],
      },
    ])
  })
})

describe('what looks like a comment behind a stage', () => {
  const script = `- name: a
  spec:
    pipeline: p
    deployment: { app: api, name: staging }
    params:
      - name: script
        value: |
          echo
          # end
`
  const line = `spec:\n  stages:\n${script.replaceAll(/^(?=.)/gm, '    ')}\n    # before b\n    - { name: b, spec: { pipeline: p, deployment: { app: api, name: staging } } }\n`

  it('is text of the stage where it stands in one, and belongs to the next one where it does not', () => {
    expect(copyStages(line, ['a'])).toBe(script)
    const { text } = pasted(line, '- { name: c, spec: { pipeline: p, deployment: { app: api, name: staging } } }', {
      behind: 'a',
    })
    expect(parseLine(text).line?.spec.stages.map(({ name }) => name)).toEqual(['a', 'c', 'b'])
    expect(parseLine(text).line?.spec.stages[0]?.spec.params?.[0]?.value).toBe('echo\n# end\n')
    expect(text.indexOf('# before b')).toBeGreaterThan(text.indexOf('name: c'))
  })

  it('comes along into an empty list', () => {
    const commented = script.replace('name: a', 'name: a # first')
    const { text } = pasted('spec:\n  stages: []\n', commented + commented.replace('name: a', 'name: b'))
    expect(text).toBe(
      `spec:\n  stages:\n${(commented + commented.replace('name: a', 'name: b')).replaceAll(/^(?=.)/gm, '    ')}`,
    )
  })
})
