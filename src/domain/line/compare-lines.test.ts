import { expect, it } from 'vitest'
import { addStage, removeLink, removeStages, renameStage, setStageParam } from './edit/stage-edits.ts'
import { compareLines } from './compare-lines.ts'
import { parseLine } from './parse.ts'
import { sampleLine } from '../testing/sample-world.ts'

it('says what was added, removed, changed and moved', () => {
  const scan = { name: 'scan', pipeline: 'api-scan', deployment: { app: 'api', name: 'staging' } }
  let text = sampleLine
  for (const edit of [
    (before: string) => removeLink(before, 'build', 'deploy'),
    (before: string) => setStageParam(before, 'build', 'x', '1'),
    (before: string) => addStage(before, scan),
    (before: string) => removeStages(before, ['deploy-production']),
  ]) {
    const edited = edit(text)
    if (!edited.ok) throw new Error(edited.error.message)
    text = edited.value
  }
  const [before, after] = [parseLine(sampleLine).line, parseLine(text).line]
  if (before === undefined || after === undefined) throw new Error('unreadable')
  expect(Object.fromEntries(compareLines(before, after))).toEqual({
    deploy: { change: 'moved' },
    build: { change: 'changed' },
    scan: { change: 'added' },
    'deploy-production': { change: 'removed' },
  })
})

it('tells a stage that has another name, and none that only follow it', () => {
  const renamed = renameStage(sampleLine, 'build', 'compile')
  const [before, after] = [parseLine(sampleLine).line, renamed.ok ? parseLine(renamed.value).line : undefined]
  if (before === undefined || after === undefined) throw new Error('unreadable')
  expect([...compareLines(before, after)]).toEqual([['compile', { change: 'renamed', formerly: 'build' }]])
})
