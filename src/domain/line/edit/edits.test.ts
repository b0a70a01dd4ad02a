import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bigLine } from '../../testing/big-line.ts'
import { parseLine } from '../parse.ts'
import { sampleLine } from '../../testing/sample-world.ts'
import type { Result } from '../../result.ts'
import { renameInput, setInputField } from './input-edits.ts'
import {
  addGate,
  addInput,
  addStageGate,
  removeGate,
  removeInput,
  removeResult,
  removeStageGate,
  setConcurrency,
  setGateField,
  setResult,
} from './line-edits.ts'
import { addQuestion, removeQuestion } from './question-edits.ts'
import {
  addLink,
  addStage,
  insertStageBehindGate,
  insertStageBetween,
  removeLink,
  removeStageParam,
  removeStages,
  renameStage,
  setStageDeployment,
  setStageParam,
  setStagePipeline,
} from './stage-edits.ts'

function done(result: Result<string>): string {
  if (!result.ok) throw new Error(result.error.message)
  return result.value
}

const meaning = (text: string) => parseLine(text).line

/** Moves the dashes of lists below the first letter of their key. */
function flushLists(text: string): string {
  const shifts: number[] = []
  return text
    .split('\n')
    .map((line) => {
      const indent = line.search(/\S/)
      if (indent < 0) return line
      while (shifts.length > 0 && indent <= (shifts.at(-1) ?? 0) - 2) shifts.pop()
      if (/^ *- /.test(line) && indent > (shifts.at(-1) ?? 0)) shifts.push(indent)
      const depth = /^ *# /.test(line) && indent === 4 ? 1 : shifts.length
      return line.slice(2 * depth)
    })
    .join('\n')
}

/** The same line in other YAML styles that people use. */
const odd: Readonly<Record<string, string>> = {
  plain: sampleLine,
  windows: sampleLine.replaceAll('\n', '\r\n'),
  'byte order mark': `\uFEFF${sampleLine}`,
  'document marks': `%YAML 1.2\n---\n${sampleLine}...\n`,
  'no line end': sampleLine.trimEnd(),
  'comments at the end': `${sampleLine}# the end\n\n# really\n`,
  'wide gaps': sampleLine.replaceAll('\n    - ', '\n\n\n    - '),
  'flush lists': flushLists(sampleLine),
  anchors: sampleLine
    .replace('{ app: api, name: staging }', '&d { app: api, name: staging }')
    .replace('deployment: { app: api, name: staging }', 'deployment: *d'),
  quoted: sampleLine
    .replace('- name: gitRevision\n            value', "- name: 'gitRevision'\n            value")
    .replace('name: deploy # here', '"name": "deploy" # here'),
  'line ends of two systems': sampleLine
    .split('\n')
    .map((line, index) => (index % 3 === 0 ? `${line}\r` : line))
    .join('\n'),
  'dashes by themselves': sampleLine.replaceAll(/^ {4}- name: ([\w-]+)( #.*)?$/gm, '    -\n      name: $1'),
  'keys in quotes': sampleLine.replaceAll(/^(\s*(?:- )?)([a-zA-Z]+):/gm, '$1"$2":'),
  'comments with tabs everywhere': sampleLine.replaceAll(/^( *- name: .*)$/gm, '$1\t#\ttab\n\n# zero\n  # low'),
  'fields that nobody knows': sampleLine.replaceAll(
    /^ {4}- name: (?:build|deploy)\b.*$/gm,
    (name) =>
      `${name}\n      担当: { 名: [棚, 本,], b: }\n      note: >-\n        long and\n        folded\n\n        twice`,
  ),
  'block scalar': sampleLine.replace('value: "80"', 'value: |-\n              80'),
  'all flow': `{ apiVersion: vs.axis-dev.io/v1, kind: AssemblyLine, metadata: { name: release }, spec: { params: [{ name: gitRevision }], results: [{ name: url, value: $(stages.deploy.results.url) }], gates: [{ name: production }], stages: [{ name: build, spec: { pipeline: api-build, deployment: { app: api, name: staging } } }, { name: deploy, spec: { pipeline: api-deploy, deployment: { app: api, name: staging }, params: [{ name: imageDigest, value: $(stages.build.results.digest) }] }, runAfter: [build] }, { name: deploy-production, runAfter: [deploy], gates: [production], spec: { pipeline: api-deploy, deployment: { app: api, name: production }, params: [{ name: port, value: "80" }] } }] } }\n`,
}

const fresh = {
  name: 'scan',
  pipeline: 'api-scan',
  deployment: { app: 'api', name: 'staging' },
  params: [{ name: 'level', value: '1' }],
  runAfter: ['build'],
}

const inverses: readonly (readonly [string, (text: string) => Result<string>, (text: string) => Result<string>])[] = [
  ['stage', (text) => addStage(text, fresh, 'build'), (text) => removeStages(text, ['scan'])],
  ['stage at the end', (text) => addStage(text, fresh), (text) => removeStages(text, ['scan'])],
  [
    'link',
    (text) => addLink(text, 'build', 'deploy-production'),
    (text) => removeLink(text, 'build', 'deploy-production'),
  ],
  [
    'first parameter',
    (text) => setStageParam(text, 'build', 'x', 'yes'),
    (text) => removeStageParam(text, 'build', 'x'),
  ],
  [
    'parameter',
    (text) => setStageParam(text, 'deploy', 'x', ' a: #b'),
    (text) => removeStageParam(text, 'deploy', 'x'),
  ],
  [
    'gate on a stage',
    (text) => addStageGate(text, 'deploy', 'production'),
    (text) => removeStageGate(text, 'deploy', 'production'),
  ],
  [
    'gate',
    (text) => addGate(text, { name: 'legal', title: '法務', requiredApprovals: 2, approvers: { roles: ['approver'] } }),
    (text) => removeGate(text, 'legal'),
  ],
  ['input', (text) => addInput(text, { name: 'level', default: '08' }), (text) => removeInput(text, 'level')],
  [
    'result',
    (text) => setResult(text, 'digest', '$(stages.build.results.digest)'),
    (text) => removeResult(text, 'digest'),
  ],
  [
    'concurrency',
    (text) => setConcurrency(text, 'oneAtATime', true),
    (text) => setConcurrency(text, 'oneAtATime', false),
  ],
  [
    'what an input says of itself',
    (text) => setInputField(text, 'gitRevision', 'default', 'main: 08'),
    (text) => setInputField(text, 'gitRevision', 'default', ''),
  ],
  [
    'name of an input',
    (text) => renameInput(text, 'gitRevision', 'revision'),
    (text) => renameInput(text, 'revision', 'gitRevision'),
  ],
  [
    'time-out of a gate',
    (text) => setGateField(text, 'production', 'timeout', '24h'),
    (text) => setGateField(text, 'production', 'timeout', undefined),
  ],
  [
    'question of a gate',
    (text) => addQuestion(text, 'production', { name: 'ticket', title: 'チケット: #' }),
    (text) => removeQuestion(text, 'production', 'ticket'),
  ],
  ['name', (text) => renameStage(text, 'build', 'make'), (text) => renameStage(text, 'make', 'build')],
]

describe.each(Object.entries(odd))('editing a line written with %s', (_, text) => {
  it('is a good line to begin with', () => {
    expect(parseLine(text).findings.filter((finding) => finding.severity === 'error')).toEqual([])
  })

  it.each(inverses)('adds and takes back: %s', (name, add, takeBack) => {
    const added = done(add(text))
    expect(meaning(added)).not.toEqual(meaning(text))
    expect(lostLines(text, added), added).toBeLessThanOrEqual(name.startsWith('name') ? 4 : 1)
    expect(done(takeBack(added))).toBe(text)
  })

  it('removes a stage with what names it', () => {
    const removed = meaning(done(removeStages(text, ['deploy'], true)))
    expect(removed?.spec.stages.map((stage) => [stage.name, stage.runAfter ?? []])).toEqual([
      ['build', []],
      ['deploy-production', ['build']],
    ])
    expect(removed?.spec.results ?? []).toEqual([])
  })

  it('inserts between, and changes what a stage is bound to', () => {
    const between = meaning(done(insertStageBetween(text, 'build', ['deploy'], fresh)))
    expect(between?.spec.stages.map((stage) => [stage.name, stage.runAfter ?? []])).toEqual([
      ['build', []],
      ['scan', ['build']],
      ['deploy', ['scan']],
      ['deploy-production', ['deploy']],
    ])
    // Insert between a stage and several followers, then remove it again.
    const fork = done(addLink(text, 'build', 'deploy-production'))
    const through = done(insertStageBetween(fork, 'build', ['deploy', 'deploy-production'], fresh))
    expect(
      meaning(through)?.spec.stages.flatMap(({ name, runAfter }) => (runAfter?.includes('build') ? [name] : [])),
    ).toEqual(['scan'])
    expect(linksIn(done(removeStages(through, ['scan'], true)))).toEqual(linksIn(fork))
    const behindGate = meaning(done(insertStageBehindGate(text, 'production', 'deploy-production', fresh)))
    expect(behindGate?.spec.stages.map(({ name, runAfter, gates }) => [name, runAfter ?? [], gates ?? []])).toEqual([
      ['build', [], []],
      ['deploy', ['build'], []],
      ['scan', ['deploy', 'build'], ['production']],
      ['deploy-production', ['scan'], []],
    ])
    const bound = meaning(
      done(
        setStagePipeline(
          done(setStageDeployment(text, 'deploy-production', 'api', 'staging')),
          'deploy-production',
          'api-scan',
        ),
      ),
    )
    expect(bound?.spec.stages[2]?.spec).toMatchObject({
      pipeline: 'api-scan',
      deployment: { app: 'api', name: 'staging' },
    })
  })
})

/** Counts the lines of `before` that are missing in `after`, in order. */
function lostLines(before: string, after: string): number {
  if (!before.includes('\n  ')) return 0
  const lines = after.split('\n')
  let at = 0
  let lost = 0
  for (const line of before.split('\n')) {
    const found = lines.indexOf(line, at)
    if (found < 0) lost++
    else at = found + 1
  }
  return lost
}

describe.each([
  ['cut at its stages', sampleLine],
  ['read as a whole', odd['all flow'] ?? ''],
])('a text of several documents, %s', (_, first) => {
  const others = `---\n# ours\nkind: Pipeline\nmetadata: { name: other,  labels: {} }\n---\n${sampleLine}`

  it.each(inverses)('is edited in the first one alone, and the others stay: %s', (_name, add, takeBack) => {
    const added = done(add(first + others))
    expect(added).toBe(done(add(first)) + others)
    expect(done(takeBack(added))).toBe(first + others)
  })
})

function linksIn(text: string): readonly string[] | undefined {
  return meaning(text)
    ?.spec.stages.flatMap(({ name, runAfter }) => (runAfter ?? []).map((before) => `${before} > ${name}`))
    .toSorted()
}

describe('edits that cannot be', () => {
  it('refuses a cycle with its path', () => {
    expect(addLink(sampleLine, 'deploy-production', 'build')).toMatchObject({
      ok: false,
      error: { message: expect.stringContaining('build → deploy-production → build') },
    })
  })

  it('refuses to change what an anchor shares', () => {
    const text = odd['anchors'] ?? ''
    expect(setStageDeployment(text, 'build', 'api', 'production')).toMatchObject({
      ok: false,
      error: { code: 'not-possible-now' },
    })
    expect(setStageDeployment(text, 'deploy', 'api', 'production')).toMatchObject({
      ok: false,
      error: { code: 'not-possible-now' },
    })
  })

  it('refuses to edit what is no YAML', () => {
    expect(addStage('a: [', fresh)).toMatchObject({ ok: false, error: { code: 'invalid-document' } })
    const broken = sampleLine.replace('name: staging }', 'name: staging } "open')
    expect(removeStages(broken, ['build'])).toMatchObject({ ok: false, error: { code: 'invalid-document' } })
  })
})

describe('beside what cannot be read', () => {
  const unread = sampleLine.replace(/^ {2}gates:\n/m, '  gates:\n    - name: odd\n      requiredApprovals: many\n')

  it('changes and removes what is meant', () => {
    expect(meaning(unread)?.spec.gates?.map(({ name }) => name)).toEqual(['production'])
    const changed = done(setGateField(unread, 'production', 'timeout', '24h'))
    expect(meaning(changed)?.spec.gates).toMatchObject([{ name: 'production', timeout: '24h' }])
    expect(lostLines(unread, changed)).toBe(0)
    const removed = done(removeGate(unread, 'production'))
    expect(removed).toContain('- name: odd\n      requiredApprovals: many')
    expect(meaning(removed)?.spec.gates).toEqual([])
  })
})

describe('how runs stand to each other', () => {
  it('says each rule by itself', () => {
    const both = done(setConcurrency(done(setConcurrency(sampleLine, 'oneAtATime', true)), 'newestSupersedes', true))
    expect(meaning(both)?.spec.concurrency).toEqual({ oneAtATime: true, newestSupersedes: true })
    const one = done(setConcurrency(both, 'oneAtATime', false))
    expect(meaning(one)?.spec.concurrency).toEqual({ oneAtATime: false, newestSupersedes: true })
    expect(done(setConcurrency(one, 'newestSupersedes', false))).toBe(sampleLine)
  })
})

describe('values', () => {
  it('writes any text so that it is read back', () => {
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(odd)), fc.string({ unit: 'grapheme' }), (kind, value) => {
        const text = done(setStageParam(odd[kind] ?? '', 'deploy', 'x', value))
        expect(meaning(text)?.spec.stages[1]?.spec.params?.at(-1)).toEqual({ name: 'x', value })
        expect(parseLine(text).findings.filter((finding) => finding.severity === 'error')).toEqual([])
      }),
      { numRuns: 200 },
    )
  })
})

it.each(['build', 'deploy', 'verify'])('takes the blank line along that set %s apart from the others', (name) => {
  const stage = (one: string) =>
    `    - name: ${one}\n      spec: { pipeline: p, deployment: { app: api, name: staging } }\n`
  const lineOf = (...names: readonly string[]) => `spec:\n  stages:\n${names.map(stage).join('\n')}  gates: []\n`
  const names = ['build', 'deploy', 'verify']
  expect(done(removeStages(lineOf(...names), [name]))).toBe(lineOf(...names.filter((one) => one !== name)))
})

describe('several stages that go together', () => {
  const { text } = bigLine(16)
  const all = parseLine(text).line?.spec.stages.map(({ name }) => name) ?? []
  const oneByOne = (names: readonly string[], heal: boolean) =>
    names.reduce((result, name) => done(removeStages(result, [name], heal)), text)

  it('go as one after another would, whichever they are', () => {
    fc.assert(
      fc.property(fc.subarray(all, { minLength: 1 }), fc.boolean(), (names, heal) => {
        const together = done(removeStages(text, names, heal))
        expect(linksIn(together)).toEqual(linksIn(oneByOne(names, heal)))
        expect(heal || together === oneByOne(names, heal)).toBe(true)
      }),
      { numRuns: 10 },
    )
  })

  it('leave an empty list where all of them go', () => {
    expect(meaning(done(removeStages(text, all)))?.spec.stages).toEqual([])
  })
})
