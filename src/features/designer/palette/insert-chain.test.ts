import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { createClient } from '#client/client.ts'
import { createConnection } from '#client/connection.ts'
import { changedIds, createEditor } from '#client/change-set/editor.ts'
import { adapterDescriptionSchema } from '#domain/adapters/catalog/description.ts'
import { parseQvsConfig } from '#domain/adapters/qvs-config/qvs-config.ts'
import { pipelineAnnotations } from '#domain/adapters/compile/pipeline-annotations.ts'
import type { Texts } from '#domain/documents.ts'
import { historyOf } from '#domain/history.ts'
import { parseLine } from '#domain/line/parse.ts'
import { sampleLine, sampleWorld } from '#domain/testing/sample-world.ts'
import { ok } from '#domain/result.ts'
import { type ChainLink, insertChain } from './insert-chain.ts'
import { lineViewOf } from '../line/line-view.ts'

const lineId = 'line/release'
const config = '# of the API\nmodules: []\n'

const [ship, check] = ['ship', 'check'].map((name) =>
  adapterDescriptionSchema.parse({
    pattern: `example.com/adapters/${name}`,
    name,
    category: 'deploy',
    parameters: [],
    options: [],
    stages: [{ name, tasks: ['work'], params: [], results: ['url'] }],
    resources: [],
    composes: [],
    module: { name: '', revision: '' },
  }),
)
if (ship === undefined || check === undefined) throw new Error('no adapters')

/** A server that makes one Pipeline per adapter; `meanwhile` runs during the first compilation. */
function serverWith(meanwhile: () => void = () => undefined) {
  let compiled = 0
  return createClient({
    origin: 'http://here',
    connection: createConnection(),
    session: { token: () => Promise.resolve('t'), signInAgain: () => Promise.resolve(false) },
    fetch: (input, init) => {
      if (!String(input).endsWith('/compile/pipelines'))
        return Promise.resolve(
          Response.json({
            document: {
              id: 'qvs-config/api',
              text: config,
              version: 1,
              digest: 'd',
              author: { id: 'aya', name: 'Aya' },
              at: '2026-01-01T00:00:00Z',
              message: '',
            },
          }),
        )
      if (compiled++ === 0) meanwhile()
      const body = z.object({ qvsConfig: z.string() }).parse(JSON.parse(String(init?.body)))
      const pipelines = parseQvsConfig(body.qvsConfig).config.designPatterns.map(({ pattern }) => {
        const stage = pattern.slice(pattern.lastIndexOf('/') + 1)
        return {
          apiVersion: 'tekton.dev/v1',
          kind: 'Pipeline',
          metadata: {
            name: `api-${stage}`,
            annotations: { [pipelineAnnotations.adapters]: pattern, [pipelineAnnotations.stage]: stage },
          },
          spec: {
            params: stage === 'check' ? [{ name: 'checkedUrl' }] : [],
            tasks: [{ name: 'work', taskRef: { kind: 'Task', name: 'work' } }],
            results: [{ name: 'url', value: '$(tasks.work.results.url)' }],
          },
        }
      })
      return Promise.resolve(Response.json({ pipelines, tasks: [], findings: [], milliseconds: 1 }))
    },
  })
}

function editorOfSample() {
  return createEditor(lineId, {
    history: historyOf<Texts>({}),
    bases: { [lineId]: { text: sampleLine, version: 1, digest: 'd' } },
  })
}

const view = lineViewOf(parseLine(sampleLine), sampleWorld, [], undefined)
const places = (last: string | undefined) => [
  { application: 'api', places: [() => ({ environment: 'production', behind: last ?? 'deploy' })] },
]
const links: readonly ChainLink[] = [
  { adapter: ship, targets: places, gateTitle: (environment) => `Release to ${environment}` },
  { adapter: check, targets: places },
]

describe('a chain of adapters', () => {
  it('becomes stages one behind the other, the gated one behind its own gate, in one step', async () => {
    const editor = editorOfSample()
    const inserted = await insertChain(serverWith(), 'shop', editor, () => view, links)
    if (!inserted.ok) throw new Error(inserted.error.message)
    expect(editor.store.getState().history.past).toEqual([])
    editor.apply('Insert the chain', () => ok(inserted.value.texts))
    const { present } = editor.store.getState().history
    const { line } = parseLine(present[lineId] ?? '')
    const [first = '', second = ''] = inserted.value.stages
    const stageOf = (name: string) => line?.spec.stages.find((stage) => stage.name === name)
    expect(stageOf(first)).toMatchObject({ runAfter: ['deploy'], gates: ['production-2'] })
    expect(stageOf(second)).toMatchObject({
      runAfter: [first],
      spec: { params: [{ name: 'checkedUrl', value: `$(stages.${first}.results.url)` }] },
    })
    expect(stageOf(second)?.gates).toBeUndefined()
    expect(line?.spec.gates?.map(({ name }) => name)).toEqual(['production', 'production-2'])
    expect(changedIds(editor.store.getState()).toSorted()).toEqual([lineId, 'qvs-config/api'])
    editor.undo()
    expect(changedIds(editor.store.getState())).toEqual([])
  })

  it('keeps every line of the existing texts', async () => {
    const inserted = await insertChain(serverWith(), 'shop', editorOfSample(), () => view, links)
    const texts = inserted.ok ? inserted.value.texts : {}
    const after = (texts[lineId] ?? '').split('\n')
    expect(sampleLine.split('\n').filter((row) => !after.includes(row))).toEqual([])
    expect(texts['qvs-config/api']).toContain('# of the API\n')
  })

  it('lets an existing stage wait for the gate, once', async () => {
    const editor = editorOfSample()
    const ungated = links.map(({ adapter, targets }) => ({ adapter, targets }))
    const first = await insertChain(serverWith(), 'shop', editor, () => view, ungated)
    if (!first.ok) throw new Error(first.error.message)
    editor.apply('Insert the chain', () => ok(first.value.texts))
    const standing = {
      ...view,
      world: {
        ...sampleWorld,
        pipelines: [...sampleWorld.pipelines, ...(first.value.compiled['api']?.pipelines ?? [])],
      },
    }
    const again = await insertChain(serverWith(), 'shop', editor, () => standing, links)
    if (!again.ok) throw new Error(again.error.message)
    expect(again.value.stages).toEqual([])
    const gatesOf = (text: string | undefined) =>
      parseLine(text ?? '').line?.spec.stages.find(({ name }) => name === first.value.stages[0])?.gates
    expect(gatesOf(again.value.texts[lineId])).toEqual(['production-2'])
    editor.apply('Hold it', () => ok(again.value.texts))
    const third = await insertChain(serverWith(), 'shop', editor, () => standing, links)
    expect(gatesOf(third.ok ? third.value.texts[lineId] : '')).toEqual(['production-2'])
  })

  it('is made again from a text that changed while it compiled', async () => {
    const editor = editorOfSample()
    const changed = sampleLine.replace('title: Release', 'title: Changed')
    const client = serverWith(() => void editor.apply('Change', (texts) => ok({ ...texts, [lineId]: changed })))
    const inserted = await insertChain(client, 'shop', editor, () => view, links)
    expect(inserted.ok ? inserted.value.texts[lineId] : '').toContain('title: Changed')
  })
})
