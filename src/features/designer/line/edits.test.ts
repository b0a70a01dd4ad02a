import { describe, expect, it } from 'vitest'
import { parseLine } from '#domain/line/parse.ts'
import { sampleLine, sampleWorld } from '#domain/testing/sample-world.ts'
import { ok } from '#domain/result.ts'
import { historyOf } from '#domain/history.ts'
import { readDraft, draftContent } from '#client/change-set/draft-content.ts'
import { changedIds, createEditor, editText } from '#client/change-set/editor.ts'
import type { Texts } from '#domain/documents.ts'
import { insertGate, insertPipeline, makeLink, removeSelected } from './edits.ts'

const { line } = parseLine(sampleLine)
if (line === undefined) throw new Error('no line')
const known = line

function pipeline(name: string) {
  const found = sampleWorld.pipelines.find((entry) => entry.metadata.name === name)
  if (found === undefined) throw new Error(name)
  return found
}

function stageAfter(edit: ((text: string) => { ok: boolean; value?: string }) | undefined, name: string) {
  const edited = edit?.(sampleLine)
  return parseLine(edited?.value ?? '').line?.spec.stages.find((stage) => stage.name === name)
}

describe('inserting a pipeline', () => {
  it('binds the deployment of the lane and wires what fits', () => {
    const { name, edit } = insertPipeline(known, sampleWorld, pipeline('api-deploy'), {
      environment: 'production',
      behind: 'build',
    })
    expect(stageAfter(edit, name)).toMatchObject({
      spec: {
        pipeline: 'api-deploy',
        deployment: { app: 'api', name: 'production' },
        params: [{ name: 'imageDigest', value: '$(stages.build.results.digest)' }],
      },
      runAfter: ['build'],
    })
  })

  it('stands between two stages when dropped on their link', () => {
    const { name, edit } = insertPipeline(known, sampleWorld, pipeline('api-scan'), {
      behind: 'build',
      before: ['deploy'],
    })
    expect(stageAfter(edit, name)?.runAfter).toEqual(['build'])
    expect(stageAfter(edit, 'deploy')?.runAfter).toEqual([name])
  })
})

describe('inserting a gate', () => {
  it('lets several stages wait for it at once', () => {
    const edit = insertGate(known, 'check', 'Check', ['build', 'deploy'])
    expect(stageAfter(edit, 'build')?.gates).toEqual(['check'])
    expect(stageAfter(edit, 'deploy')?.gates).toEqual(['check'])
  })
})

describe('links', () => {
  it('orders two stages when a value is pulled between them', () => {
    const text = sampleLine
      .replace('runAfter: [build]', 'runAfter: []')
      .replace('value: $(stages.build.results.digest) }', 'value: x }')
    const parsed = parseLine(text).line ?? known
    const edited = makeLink(parsed, {
      kind: 'result',
      from: 'build',
      result: 'digest',
      to: 'deploy',
      parameter: 'imageDigest',
    })(text)
    const stage = parseLine(edited.ok ? edited.value : '').line?.spec.stages[1]
    expect(stage).toMatchObject({
      runAfter: ['build'],
      spec: { params: [{ name: 'imageDigest', value: '$(stages.build.results.digest)' }] },
    })
  })

  it('removes by the id that the board gives', () => {
    expect(stageAfter(removeSelected(known, ['order:build>deploy'], false), 'deploy')?.runAfter ?? []).toEqual([])
    expect(
      stageAfter(removeSelected(known, ['data:build.digest>deploy.imageDigest'], false), 'deploy')?.spec.params ?? [],
    ).toEqual([])
    expect(
      stageAfter(removeSelected(known, ['order:deploy>gate:production'], false), 'deploy-production')?.runAfter ?? [],
    ).toEqual([])
    expect(removeSelected(known, ['lane:staging'], false)).toBeUndefined()
  })
})

describe('the change set', () => {
  it('is undone as one, compared with its bases, and survives a reload', () => {
    const editor = createEditor('line/release', {
      history: historyOf<Texts>({}),
      bases: { 'line/release': { text: 'a', version: 1, digest: 'd' } },
    })
    const both = (texts: Texts) => ok({ ...texts, 'line/release': 'b', 'qvs-config/api': 'c' })
    editor.apply('Insert', both)
    expect(changedIds(editor.store.getState())).toEqual(['line/release', 'qvs-config/api'])
    const restored = readDraft(JSON.parse(JSON.stringify(draftContent(editor.store.getState()))))
    expect(restored?.history.past.map((step) => step.name)).toEqual(['Insert'])
    expect(restored?.history.present).toEqual({ 'line/release': 'b', 'qvs-config/api': 'c' })
    editor.undo()
    expect(changedIds(editor.store.getState())).toEqual([])
  })

  it('keeps the text when an edit fails', () => {
    const editor = createEditor('line/release', { history: historyOf<Texts>({}), bases: {} })
    const done = editor.apply(
      'Fail',
      editText(editor.store.getState(), 'line/release', () => ({
        ok: false,
        error: { code: 'not-possible-now', message: 'no' },
      })),
    )
    expect(done).toBe(false)
    expect(editor.store.getState().problem?.message).toBe('no')
    expect(editor.store.getState().history.past).toEqual([])
  })
})
