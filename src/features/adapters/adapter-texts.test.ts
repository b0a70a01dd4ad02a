import { expect, it } from 'vitest'
import { besideReadme } from './adapter-texts.ts'

it('finds files beside the README', () => {
  const at = (path: string) => besideReadme('a.example/adapters/web/README.md', path)
  expect(at('./images/image.png')).toBe('a.example/adapters/web/images/image.png')
  expect(at('../100%.png?raw=true')).toBe('a.example/adapters/100%.png')
  expect(at('a%20plan.png')).toBe('a.example/adapters/web/a plan.png')
  expect(at('../../../../../../x.png')).toBe('x.png')
})
