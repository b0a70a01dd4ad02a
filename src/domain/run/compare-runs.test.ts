import { describe, expect, it } from 'vitest'
import type { ResolvedParameter } from '#domain/parameters/resolved.ts'
import { comparableLine, compareRuns, type FrozenRun } from './compare-runs.ts'
import { runSchema } from './state.ts'

describe('lines of logs that are compared', () => {
  it.each([
    ['2026-11-24T10:00:00.123Z started', '2026-11-25T11:30:09Z started'],
    ['✔ lists books (3.1ms)', '✔ lists books (12 ms)'],
    ['-rw-r--r-- 1 root root 24 Nov 30 15:04 b.txt', '-rw-r--r-- 1 root root 24 Dec  1 09:00 b.txt'],
    ['[10:00:01] pid 4711 ready', '[23:59:59] pid 12 ready'],
    [`image sha256:${'a'.repeat(64)}`, `image sha256:${'b'.repeat(64)}`],
  ])('are equal where only the moment differs: %s', (a, b) => expect(comparableLine(a)).toBe(comparableLine(b)))

  it('differ where what was done differs', () => {
    expect(comparableLine('12 tests passed')).not.toBe(comparableLine('13 tests passed'))
    expect(comparableLine('port 41880')).toBe('port 41880')
  })
})

describe('stages that are compared', () => {
  const parameter = (name: string, value: string | undefined): ResolvedParameter => ({
    ...{ name, state: value === undefined ? 'later' : 'known', waitsFor: [], chain: [] },
    ...(value === undefined ? {} : { value }),
  })
  function frozenRun(url: string | undefined, version: string): FrozenRun {
    const parameters = [parameter('url', url), parameter('version', version)]
    const manifests = [{ path: 'site.yaml', text: 'kind: Deployment' }]
    const begun = { digest: `of ${String(url)}`, parameters, manifests }
    const check = { stage: 'check', state: url === undefined ? 'pending' : 'succeeded', attempt: 1 }
    return {
      run: runSchema.parse({
        ...{ id: 'r', project: 'p', line: 'l', number: 1, note: '', by: { id: 'd', name: 'Dan' }, snapshot: 's' },
        ...{ startedAt: '', state: 'running', attempt: 1, attempts: [], gates: {}, results: [], sequence: 1 },
        stages: { check: { ...check, ...(url === undefined ? {} : begun) } },
      }),
      snapshot: { inputs: {}, stages: [{ stage: 'check', parameters, commits: [] }] },
    }
  }

  it('tell nothing of what one of them does not know yet', () => {
    const [early] = compareRuns(frozenRun(undefined, '1'), frozenRun('http://a', '2')).stages
    expect(early).toMatchObject({ isEarly: true, sameDigest: false, manifests: [] })
    expect(early?.values).toEqual([{ name: 'version', before: '1', after: '2' }])
  })

  it('tell all differences when both have begun', () => {
    const [both] = compareRuns(frozenRun('http://a', '1'), frozenRun('http://b', '1')).stages
    expect(both).toMatchObject({ isEarly: false, values: [{ name: 'url', before: 'http://a', after: 'http://b' }] })
  })
})
