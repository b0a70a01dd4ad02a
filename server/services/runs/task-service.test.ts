import { afterEach, expect, it } from 'vitest'
import { readRollout, readTaskManifests, startRollout } from '#contract/tasks.ts'
import type { Api } from '../../api.ts'
import { call, parsed, until } from '../../testing/calls.ts'
import { createMemoryPlatform } from '../../testing/memory-platform.ts'
import { isStage, startRelease } from '../../testing/shop.ts'
import { createTaskTokens } from './task-tokens.ts'

let opened: Api | undefined
afterEach(() => opened?.close())

it('begins a failed rollout anew for the task that waits for it, in a further attempt only', async () => {
  const platform = await createMemoryPlatform()
  const api = platform.open()
  opened = api
  const { id } = await startRelease(api)
  const tokenIn = (attempt: number) =>
    createTaskTokens(platform.ports.tokenKey).sign({
      ...{ project: 'shop', run: id, attempt, stage: 'staging' },
      ...{ application: 'api', deployment: 'staging', environment: 'staging' },
    })
  const isStaging = (state: string) => until(api, id, (run) => run.stages['staging']?.state === state)
  const stateOf = async (token: string, rollout: string) =>
    (await parsed(call(api, token, 'GET', `task/rollouts/${rollout}?wait=0`), readRollout.response)).state
  await until(api, id, isStage('build', 'running'))
  platform.engine.finish('release-1-1-build')
  await isStaging('running')
  const first = await tokenIn(1)
  const { documents } = await parsed(call(api, first, 'GET', 'task/manifests'), readTaskManifests.response)
  const texts = documents.map(({ text }) => text)
  const { rollout } = await parsed(
    call(api, first, 'POST', 'task/rollouts', { documents: texts }),
    startRollout.response,
  )
  platform.target.failing.add(rollout)
  expect(await stateOf(first, rollout), 'the same rollout').toBe('failed')
  platform.engine.finish('release-1-1-check')
  platform.engine.finish('release-1-1-staging', ['apply'])
  await until(api, id, ({ state }) => state === 'failed')
  expect((await call(api, 'dan', 'POST', `projects/shop/runs/${id}/retry`)).status).toBe(202)
  await isStaging('running')
  const second = await tokenIn(2)
  expect(await stateOf(second, rollout)).toBe('ready')
  expect((await platform.target.running('shop')).map(({ origin }) => origin.attempt)).toEqual([2])
})
