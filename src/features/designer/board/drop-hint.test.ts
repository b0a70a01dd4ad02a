import { expect, it } from 'vitest'
import { parseLine } from '#domain/line/parse.ts'
import { sampleLine, sampleWorld } from '#domain/testing/sample-world.ts'
import { translator } from '#ui/i18n/use-messages.tsx'
import { dropHint } from './drop-hint.tsx'
import { dropMessages } from './drop-messages.ts'
import { insertPipeline } from '../line/edits.ts'
import { type Analysed, askLine } from '../line/line-client.ts'
import { lineViewOf } from '../line/line-view.ts'
import { inTheWay, placeIn } from './place-in.ts'

// Two stages side by side in production, and a third that follows one of them there.
const text = `${sampleLine}    - name: migrate-production
      spec: { pipeline: api-scan, deployment: { app: api, name: production } }
      runAfter: [deploy]
    - name: verify-production
      spec: { pipeline: api-scan, deployment: { app: api, name: production } }
      runAfter: [deploy-production]
`
const { drawing } = await new Promise<Analysed>((resolve) => {
  askLine({ text, layoutText: undefined, world: sampleWorld, folded: [] }, resolve)
})
if (drawing === undefined) throw new Error('not drawn')
const view = lineViewOf(parseLine(text), sampleWorld, [], drawing)
const designer = { view, drawn: { view, drawing }, selected: undefined }
const lane = drawing.lanes.find(({ id }) => id === 'production')
if (lane === undefined) throw new Error('no lane')
const onGround = { x: lane.x + 4, y: lane.y + lane.height - 2 }
const hint = (isGate: boolean, point = onGround, card?: string, isInTheWay = false) =>
  dropHint(designer, translator(dropMessages, 'en'), { isGate, point, card, isInTheWay })

it('puts a gate before every stage where the line enters a lane', () => {
  expect(placeIn(designer, onGround).held?.toSorted()).toEqual(['deploy-production', 'migrate-production'])
  expect(hint(true)).toMatchObject({ text: 'Before everything that enters production', boxes: [{}, {}] })
})

it('says where a drop would go: onto a stage, into a lane, beside all of them', () => {
  expect(hint(false, onGround, 'deploy').text).toBe('After deploy; with Shift, before what follows')
  expect(hint(true, onGround, 'deploy').text).toBe('Before deploy')
  expect(hint(false).text).toMatch(/^Into production, after /)
  expect(hint(false, { x: -500, y: 0 })).toEqual({ boxes: [], text: 'For several applications: you are asked which' })
})

it('inserts between a gate and its stage, so that the new stage waits for the gate', () => {
  const [link, route] = [...drawing.routes].find(([, { source }]) => source === 'gate:production') ?? []
  const place = placeIn(designer, onGround, link)
  const [x = 0, y = 0, endX = 0, endY = 0] = route?.points ?? []
  expect(placeIn(designer, { x: (x + endX) / 2, y: (y + endY) / 2 })).toEqual(place)
  expect(place).toMatchObject({ behind: 'deploy', before: ['deploy-production'], gate: 'production' })
  expect(hint(false, onGround, link).text).toBe('Between the gate production and deploy-production')
  expect(hint(true, onGround, link).text).toBe('Before deploy-production')
  const [pipeline] = sampleWorld.pipelines
  if (pipeline === undefined) throw new Error('no pipeline')
  const { name, edit } = insertPipeline(view.line, sampleWorld, pipeline, place)
  const line = edit(text)
  const stages = line.ok ? (parseLine(line.value).line?.spec.stages ?? []) : []
  const linksOf = (stage: string) => stages.find((one) => one.name === stage)
  expect(linksOf(name)).toMatchObject({ runAfter: ['deploy'], gates: ['production'] })
  expect(linksOf('deploy-production')?.runAfter).toEqual([name])
  expect(linksOf('deploy-production')?.gates ?? []).toEqual([])
})

it('lets the followers of a stage run after what is inserted in the way', () => {
  const followers = view.line.spec.stages.flatMap(({ name, runAfter }) =>
    runAfter?.includes('deploy') === true ? [name] : [],
  )
  expect(followers.length).toBeGreaterThan(1)
  expect(inTheWay(designer, placeIn(designer, onGround, 'deploy')).before).toEqual(followers)
  const { text, boxes } = hint(false, onGround, 'deploy', true)
  expect(text).toBe(`Between deploy and the ${String(followers.length)} that follow`)
  expect(boxes).toHaveLength(1 + followers.length)
  // The last stage has no follower, so "in the way" and "behind" mean the same.
  expect(hint(false, onGround, 'verify-production', true)).toEqual(hint(false, onGround, 'verify-production'))
})
