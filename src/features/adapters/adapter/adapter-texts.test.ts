import { expect, it } from 'vitest'
import { besideReadme, leadsTo } from './adapter-texts.ts'

it('finds files beside the README', () => {
  const at = (path: string) => besideReadme('a.example/adapters/web/README.md', path)
  expect(at('./images/image.png')).toBe('a.example/adapters/web/images/image.png')
  expect(at('../100%.png?raw=true')).toBe('a.example/adapters/100%.png')
  expect(at('a%20plan.png')).toBe('a.example/adapters/web/a plan.png')
  expect(at('../../../../../../x.png')).toBe('x.png')
})

it('tells where links of a README lead', () => {
  const adapters = [
    { pattern: 'a.example/adapters/web', readmeFile: 'a.example/adapters/web/README.md' },
    { pattern: 'a.example/adapters/data', readmeFile: 'a.example/adapters/data/README.md' },
    { pattern: 'a.example/adapters/flow:deploy' },
  ]
  const files = ['a.example/adapters/web/main.cue', 'a.example/adapters/docs/guide.md']
  const from = (path: string) => leadsTo('a.example/adapters/web/README.md', path, adapters, files)
  expect(from('../data/README.md#parameters')).toEqual({ adapter: 'a.example/adapters/data' })
  expect(from('../data/')).toEqual({ adapter: 'a.example/adapters/data' })
  expect(from('../flow')).toEqual({ adapter: 'a.example/adapters/flow:deploy' })
  expect(from('main.cue')).toEqual({ source: 'a.example/adapters/web/main.cue' })
  expect(from('../docs/guide.md')).toEqual({ source: 'a.example/adapters/docs/guide.md' })
  expect(from('../../../elsewhere.md')).toBeUndefined()
})
