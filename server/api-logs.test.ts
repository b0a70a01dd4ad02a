import { gunzipSync } from 'node:zlib'
import { afterEach, describe, expect, it } from 'vitest'
import { linkRunLogs, readLogIndex, searchLog, searchRunLogs } from '#contract/logs.ts'
import { formatCriLine } from '#domain/logs/cri.ts'
import type { Run } from '#domain/run/state.ts'
import type { Api } from './api.ts'
import { filesOf } from './testing/archived-files.ts'
import { call, parsed, until } from './testing/calls.ts'
import { createMemoryPlatform, type MemoryPlatform } from './testing/memory-platform.ts'
import { isStage, startRelease } from './testing/shop.ts'

const opened: Api[] = []
afterEach(async () => {
  await Promise.all(opened.splice(0).map((api) => api.close()))
})

const time = '2026-11-24T10:00:00.000000001Z'
function cri(...texts: readonly string[]): Uint8Array {
  return new TextEncoder().encode(
    texts.map((text) => formatCriLine({ time, stream: 'stdout', partial: false, text })).join(''),
  )
}

/** A run whose build has printed something twice: in the first attempt, and in a second that went well. */
async function twoAttempts(platform: MemoryPlatform): Promise<{ readonly api: Api; readonly run: Run }> {
  const api = platform.open()
  opened.push(api)
  const run = await startRelease(api)
  await until(api, run.id, isStage('build', 'running'))
  const [task = ''] =
    platform.engine.runs.get('release-1-1-build')?.run.spec.pipelineSpec.tasks.map(({ name }) => name) ?? []
  platform.engine.finish('release-1-1-build', [task])
  await until(api, run.id, (now) => now.state === 'failed')
  expect((await call(api, 'dan', 'POST', `projects/shop/runs/${run.id}/retry`, {})).status).toBeLessThan(300)
  await until(api, run.id, (now) => now.attempt === 2 && isStage('build', 'running')(now))
  platform.engine.finish('release-1-2-build')
  const done = await until(api, run.id, isStage('build', 'succeeded'))
  return { api, run: done }
}

function logOf(run: Run): { readonly taskRun: string; readonly step: string } {
  const [task] = run.stages['build']?.taskRuns ?? []
  return { taskRun: task?.name ?? '', step: task?.steps[0]?.name ?? '' }
}

describe('logs of a run', () => {
  it('are searched over all attempts, part by part, and lead to their lines', async () => {
    const platform = await createMemoryPlatform()
    const { api, run } = await twoAttempts(platform)
    const { taskRun, step } = logOf(run)
    const first = taskRun.replace('release-1-2', 'release-1-1')
    platform.logs.append(
      { namespace: 'shop', taskRun: first, retry: 0, step },
      cri('one', 'conn\u001b[31mection\u001b[0m refused'),
    )
    platform.logs.append(
      { namespace: 'shop', taskRun, retry: 0, step },
      cri('Connection open', 'connection, connection'),
    )
    const path = `projects/shop/runs/${run.id}/logs/search`
    const answer = await parsed(call(api, 'lea', 'GET', `${path}?words=connection`), searchRunLogs.response)
    expect(answer).toMatchObject({ end: true, read: answer.logs })
    expect(
      answer.steps.map(({ log, count, hits }) => [log.attempt, log.taskRun, count, hits.map(({ line }) => line)]),
    ).toEqual([
      [1, first, 1, [1]],
      [2, taskRun, 3, [0, 1]],
    ])
    expect(answer.steps[0]?.hits[0]).toEqual({ line: 1, time, text: 'connection refused' })
    const exact = await parsed(
      call(api, 'lea', 'GET', `${path}?words=Connection&case=1&word=1`),
      searchRunLogs.response,
    )
    expect(exact.steps.map(({ count }) => count)).toEqual([1])
    const pattern = await parsed(
      call(api, 'lea', 'GET', `${path}?words=${encodeURIComponent('^connection .*d$')}&regexp=1`),
      searchRunLogs.response,
    )
    expect(pattern.steps.map(({ count, hits }) => [count, hits[0]?.text])).toEqual([[1, 'connection refused']])
    expect((await call(api, 'lea', 'GET', `${path}?words=${encodeURIComponent('(?<=a)b')}&regexp=1`)).status).toBe(422)
    expect((await call(api, undefined, 'GET', `${path}?words=x`)).status).toBe(401)
  })

  it('are one archive, behind an address for a minute', async () => {
    const platform = await createMemoryPlatform()
    const { api, run } = await twoAttempts(platform)
    const { taskRun, step } = logOf(run)
    const [first, second] = [cri('first attempt'), cri('second attempt, '.repeat(60))]
    const name = { namespace: 'shop', retry: 0, step }
    platform.logs.append({ ...name, taskRun: taskRun.replace('release-1-2', 'release-1-1') }, first)
    platform.logs.append({ ...name, taskRun }, second)
    const { url } = await parsed(
      call(api, 'lea', 'GET', `projects/shop/runs/${run.id}/logs/link`),
      linkRunLogs.response,
    )
    const download = await call(api, undefined, 'GET', url.replace('/apis/v1/', ''))
    expect(download.headers.get('content-disposition')).toContain('attachment; filename="release-1-logs.tar.gz"')
    const files = filesOf(gunzipSync(new Uint8Array(await download.arrayBuffer())))
    const task = run.stages['build']?.taskRuns[0]?.pipelineTask ?? ''
    expect([...files.keys()].toSorted()).toEqual([`build/${task}/${step}.attempt-2.log`, `build/${task}/${step}.log`])
    expect(files.get(`build/${task}/${step}.log`)).toBe(new TextDecoder().decode(first))
    expect(files.get(`build/${task}/${step}.attempt-2.log`)).toBe(new TextDecoder().decode(second))
    const one = `projects/shop/runs/${run.id}/logs/link?taskRun=${taskRun}&step=${step}&plain=1`
    const plain = await parsed(call(api, 'lea', 'GET', one), linkRunLogs.response)
    const text = await (await call(api, undefined, 'GET', plain.url.replace('/apis/v1/', ''))).text()
    expect(text, 'one log as people read it, without times').toBe(`${'second attempt, '.repeat(60)}\n`)
    platform.clock.advance(61_000)
    expect((await call(api, undefined, 'GET', url.replace('/apis/v1/', ''))).status).toBe(403)
  })
})

it('is not told as complete by a server that has just been started while the step goes on', async () => {
  const platform = await createMemoryPlatform()
  const before = platform.open()
  const run = await startRelease(before)
  await until(before, run.id, isStage('build', 'running'))
  const log = { namespace: 'shop', taskRun: 'release-1-1-build-unknown', retry: 0, step: 'build' }
  platform.logs.append(log, cri('tick'))
  await before.close()

  const api = platform.open()
  opened.push(api)
  const answer = await call(api, 'lea', 'GET', `projects/shop/logs/${log.taskRun}/0/build`)
  expect(answer.headers.get('x-log-complete')).toBe('false')
})

describe('a large log', () => {
  it('tells where its lines are, and finds words from any place on', async () => {
    const platform = await createMemoryPlatform()
    const { api, run } = await twoAttempts(platform)
    const { taskRun, step } = logOf(run)
    const lines = Array.from(
      { length: 9000 },
      (_, line) => `${'x'.repeat(100)} ${line % 1000 === 7 ? 'ERROR needle' : 'hay'}`,
    )
    platform.logs.append({ namespace: 'shop', taskRun, retry: 0, step }, cri(...lines))
    const path = `projects/shop/logs/${taskRun}/0/${step}`
    const small = await parsed(call(api, 'lea', 'GET', `${path}/index?above=100000000`), readLogIndex.response)
    expect(small.index).toBeUndefined()
    const { index, size } = await parsed(call(api, 'lea', 'GET', `${path}/index?above=1000`), readLogIndex.response)
    expect(index).toMatchObject({ size, lineCount: 9000, startedAt: time })
    const block = index?.blocks[1]
    const part = await call(
      api,
      'lea',
      'GET',
      `${path}?from=${String(block?.from)}&to=${String((block?.from ?? 0) + 60)}`,
    )
    expect(await part.text()).toBe(`${time} stdout F ${'x'.repeat(20)}`)
    const found = await parsed(call(api, 'lea', 'GET', `${path}/search?words=needle`), searchLog.response)
    expect(found).toMatchObject({ end: true, lines: [7, 1007, 2007, 3007, 4007, 5007, 6007, 7007, 8007] })
    const later = `${path}/search?words=needle&after=${String(block?.from)}.${String(block?.line)}`
    expect((await parsed(call(api, 'lea', 'GET', later), searchLog.response)).lines).toEqual(
      found.lines.filter((line) => line >= (block?.line ?? 0)),
    )
  })

  it('finds lines of levels', async () => {
    const platform = await createMemoryPlatform()
    const { api, run } = await twoAttempts(platform)
    const { taskRun, step } = logOf(run)
    platform.logs.append(
      { namespace: 'shop', taskRun, retry: 0, step },
      cri('INFO a', '\u001b[31mERROR\u001b[0m b', 'warn: c', 'd'),
    )
    const path = `projects/shop/logs/${taskRun}/0/${step}/search?levels=error,warn`
    expect((await parsed(call(api, 'lea', 'GET', path), searchLog.response)).lines).toEqual([1, 2])
  })
})
