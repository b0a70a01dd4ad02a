import { mkdirSync, readdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aLaunch, openSupervisedFolder, type SupervisedFolder } from './supervised-folder.ts'

let folder: SupervisedFolder
beforeAll(async () => {
  folder = await openSupervisedFolder()
})
afterAll(() => folder.close())

describe.each(['process', 'bwrap'] as const)('output of a step in files, in isolation %s', (isolation) => {
  it('is the result or the file that was asked for, and stands in the log as well', async () => {
    const launch = {
      ...aLaunch(`${isolation}-kept`, isolation, [
        {
          script: 'printf 42; echo careful >&2',
          stdoutConfig: { path: '$(results.answer.path)' },
          stderrConfig: { path: '$(workspaces.src.path)/warnings/first.txt' },
        },
        {
          script: 'echo one; sleep 0.2; echo two >&2',
          stdoutConfig: { path: '$(workspaces.src.path)/both.txt' },
          stderrConfig: { path: '$(workspaces.src.path)/both.txt' },
        },
        { script: 'cat "$(workspaces.src.path)/warnings/first.txt" "$(workspaces.src.path)/both.txt"' },
      ]),
      results: [{ name: 'answer', type: 'string' as const }],
      workspaces: [{ name: 'src', readOnly: false, directory: `run-1/${isolation}-kept` }],
    }
    const status = await folder.run(launch)
    expect(status.condition, status.condition.message).toMatchObject({ status: 'True' })
    expect(status.results).toEqual([{ name: 'answer', type: 'string', value: '42' }])
    expect(folder.log(launch, 's0')).toEqual(expect.arrayContaining(['42', 'careful']))
    expect(folder.log(launch, 's2')).toEqual(['careful', 'one', 'two'])
  })

  it('is a result of the step itself, for later steps', async () => {
    const launch = aLaunch(`${isolation}-own`, isolation, [
      {
        script: 'printf 42',
        results: [{ name: 'answer' }],
        stdoutConfig: { path: '$(step.results.answer.path)' },
      },
      { script: 'echo "the answer is $(steps.s0.results.answer)"' },
    ])
    const status = await folder.run(launch)
    expect(status.condition, status.condition.message).toMatchObject({ status: 'True' })
    expect(folder.log(launch, 's1')).toEqual(['the answer is 42'])
  })

  it('is refused where nobody could read it, and never follows a link out of a workspace', async () => {
    const nowhere = aLaunch(`${isolation}-nowhere`, isolation, [
      { script: 'echo hello', stdoutConfig: { path: '/etc/nowhere/out' } },
    ])
    const refused = await folder.run(nowhere)
    expect(refused.condition.message).toContain('"/etc/nowhere/out" is neither in a workspace')

    const directory = `run-1/${isolation}-traps`
    const inside = join(folder.data, 'workspaces', directory)
    const outside = join(folder.data, `${isolation}-outside`)
    mkdirSync(inside, { recursive: true })
    mkdirSync(outside)
    symlinkSync(outside, join(inside, 'link'))
    symlinkSync(join(outside, 'file'), join(inside, 'file'))
    for (const path of ['link/out', 'link/new/out', 'file']) {
      const status = await folder.run({
        ...aLaunch(`${isolation}-trap-${path.replaceAll('/', '-')}`, isolation, [
          { script: 'echo hello', stdoutConfig: { path: `$(workspaces.src.path)/${path}` } },
        ]),
        workspaces: [{ name: 'src', directory, readOnly: false }],
      })
      expect(status.condition.status, path).toBe('False')
    }
    expect(readdirSync(outside)).toEqual([])
  })
})
