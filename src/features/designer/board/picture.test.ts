import { expect, it } from 'vitest'
import { parseLine } from '#domain/line/parse.ts'
import { sampleLine, sampleWorld } from '#domain/testing/sample-world.ts'
import { translator } from '#ui/i18n/use-messages.tsx'
import { type Analysed, askLine } from '../line/line-client.ts'
import { lineViewOf } from '../line/line-view.ts'
import { designerMessages } from '../messages.ts'
import { createPictures } from './picture.tsx'
import { dropsFor } from './pulling.ts'

const { drawing } = await new Promise<Analysed>((resolve) => {
  askLine({ text: sampleLine, layoutText: undefined, world: sampleWorld, folded: [] }, resolve)
})
if (drawing === undefined) throw new Error('not drawn')
const drawn = { view: lineViewOf(parseLine(sampleLine), sampleWorld, [], drawing), drawing }
const pictures = createPictures(translator(designerMessages, 'en'))

it('names the environment on each card when lanes are switched off', () => {
  const [lanes, none] = [pictures(drawn, undefined), pictures(drawn, undefined, false)]
  expect(lanes.lanes.map(({ id }) => id)).toEqual(['build', 'staging', 'production'])
  expect(none.lanes).toEqual([])
  const marked = (picture: typeof none) => picture.cards.filter(({ trailing }) => trailing !== undefined)
  expect(marked(lanes)).toEqual([])
  expect(marked(none).map(({ id }) => id)).toEqual(['deploy', 'deploy-production'])
})

it('lights up the results that a parameter can take while a link is pulled from it', () => {
  const pulling = { kind: 'parameter', from: 'deploy', parameter: 'logLevel' } as const
  const { cards } = pictures(drawn, dropsFor(drawn.view, pulling))
  const lit = cards.flatMap(({ id, outputs }) =>
    outputs.flatMap(({ name, drop }) => (drop === 'yes' ? [`${id}.${name}`] : [])),
  )
  expect(lit).toEqual(['build.digest'])
  expect(cards.map(({ id, drop }) => [id, drop])).toEqual([
    ['build', 'yes'],
    ['deploy', undefined],
    ['deploy-production', 'no'],
  ])
})
