import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

function shapesIn(file: string): readonly string[] {
  return readFileSync(file, 'utf8').match(/<(?:circle|path) [^>]*\/>/g) ?? []
}

it('is drawn in the frame of the document as the workbench draws it', () => {
  const shapes = shapesIn('src/app/wordmark.tsx')
  expect(shapes).toHaveLength(4)
  expect(shapesIn('index.html')).toEqual(shapes)
})
