import { expect, test } from 'vitest'
import { placeOfOrigin } from './value-places.ts'

const about = { project: 'shop', parameter: 'replicas' }

test.each([
  ['parameters/web/staging', 'changes=line%2Frelease&view=form&parameter=replicas&scope=web%2Fstaging'],
  ['parameters/environment/staging', 'changes=line%2Frelease&parameter=replicas&scope=environment%3Astaging'],
  ['parameters/project', 'changes=line%2Frelease&parameter=replicas&scope=project'],
  ['environment/staging', 'changes=line%2Frelease&view=resources&dialog=environment%2Fstaging'],
])('the way to %s stays in the change set that is looked at', (document, search) => {
  const source = { document, text: '' }
  expect(placeOfOrigin({ ...about, changes: 'line/release' }, source)).toBe(`/projects/shop/parameters?${search}`)
  expect(placeOfOrigin({ ...about, changes: 'project' }, source)).not.toContain('changes')
  expect(placeOfOrigin(about, source)).not.toContain('changes')
})

test('the way to a line leads to the stage that binds the value', () => {
  expect(placeOfOrigin(about, { document: 'line/release', text: 'deploy.replicas' })).toBe(
    '/projects/shop/lines/release?select=deploy&tab=parameters',
  )
})

test('leads from a default to the line of the adapter that says it', () => {
  const file = 'linewright.dev/adapters/local/service/service.cue'
  expect(placeOfOrigin(about, { document: file, line: 32, text: 'service.cue:32' })).toBe(
    `/projects/shop/adapters?source=${encodeURIComponent(file)}&line=32`,
  )
})
