import { afterAll, describe, expect, it } from 'vitest'
import { sourcesDigest } from '#domain/manifests/sources-digest.ts'
import { createKernel } from './kernel.ts'
import { createKernelPool } from './kernel-pool.ts'

const mebibyte = 1024 * 1024
const pool = await createKernelPool({ timeLimitMs: 5000, maximumBytes: 384 * mebibyte })
afterAll(() => pool.close())

function moduleOf(body: string, path = 'example.com/m') {
  const files = { 'cue.mod/module.cue': `module: "${path}"\n`, 'a/a.cue': `package a\n${body}\n` }
  return { digest: sourcesDigest(files), files }
}

const good = moduleOf('DesignPattern: {parameters: size: int, resources: app: r: size: parameters.size}')
const pattern = { pattern: 'example.com/m/a', params: {}, pipelineParams: {} }
const list = '[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]'
const endless = moduleOf(
  `l: ${list}\nDesignPattern: resources: app: r: x: [for a in l for b in l for c in l for d in l for e in l for f in l for g in l if a+b+c+d+e+f+g < 0 {a}]`,
)
const slow = moduleOf(
  `l: ${list}\nDesignPattern: resources: app: r: x: [for a in l for b in l for c in l for d in l if a+b+c+d < 0 {a}]`,
)
const huge = moduleOf(
  `import "strings"\na: strings.Repeat("x", 1000000)\nDesignPattern: resources: app: r: x: [for i in [1, 2, 3, 4, 5, 6, 7, 8, 9] {strings.Repeat("\\(i)\\(a)", 400)}]`,
)

function compileGood(project: string, size: number) {
  return pool
    .forProject(project)
    .compileInfrastructure({ modules: [good], patterns: [{ ...pattern, params: { size } }] })
}

describe('limits of the kernel', () => {
  it('stops an adapter without end, and answers those who waited behind it', async () => {
    const kernel = pool.forProject('slow')
    const hostile = kernel.compileInfrastructure({ modules: [endless], patterns: [pattern] })
    const waiting = Promise.all([1, 2, 3].map((size) => compileGood('slow', size)))
    const other = await compileGood('another', 7)
    expect(other.ok && other.value.resources[0]?.data).toEqual({ size: 7 })
    const stopped = await hostile
    expect(stopped.ok).toBe(false)
    expect(!stopped.ok && stopped.error.code).toBe('timed-out')
    const answers = await waiting
    expect(answers.map((answer) => (answer.ok ? answer.value.resources[0]?.data : answer.error))).toEqual([
      { size: 1 },
      { size: 2 },
      { size: 3 },
    ])
  })

  it('answers those who wait behind an adapter without end while it still runs, however many there are of them', async () => {
    const patient = await createKernelPool({ timeLimitMs: 25_000, patienceMs: 50 })
    const kernel = patient.forProject('all')
    let stopped = 0
    const hostile = [1, 2].map(() =>
      kernel.compileInfrastructure({ modules: [endless], patterns: [pattern] }).then(() => (stopped += 1)),
    )
    const answers = await Promise.all(
      [1, 2, 3, 4].map((size) =>
        kernel.compileInfrastructure({ modules: [good], patterns: [{ ...pattern, params: { size } }] }),
      ),
    )
    expect(stopped).toBe(0)
    expect(answers.map((answer) => answer.ok && answer.value.resources[0]?.data)).toEqual(
      [1, 2, 3, 4].map((size) => ({ size })),
    )
    await patient.close()
    await Promise.all(hostile)
    expect(stopped).toBe(2)
  })

  it('puts a slow request aside as soon as one that was aside is answered', async () => {
    const patient = await createKernelPool({ timeLimitMs: 60_000, patienceMs: 50 })
    const kernel = patient.forProject('all')
    const answered: string[] = []
    async function ask(name: string, module: typeof good, params = {}): Promise<void> {
      await kernel.compileInfrastructure({ modules: [module], patterns: [{ ...pattern, params }] })
      answered.push(name)
    }
    const all = [ask('slow', slow), ask('endless', endless), ask('another endless', endless)]
    await ask('good', good, { size: 1 })
    expect(answered).toEqual(['slow', 'good'])
    await patient.close()
    await Promise.all(all)
  })

  it('stops an adapter that wants more memory than there is, and goes on', async () => {
    const kernel = pool.forProject('big')
    const stopped = await kernel.compileInfrastructure({ modules: [huge], patterns: [pattern] })
    expect(!stopped.ok && ['too-large', 'timed-out']).toContain(!stopped.ok && stopped.error.code)
    const next = await compileGood('big', 1)
    expect(next.ok).toBe(true)
  })

  it.each([
    [
      'a string of a gigabyte',
      'import "strings"\nDesignPattern: resources: app: r: x: strings.Repeat("x", 1000000000)',
      /more memory than allowed/,
    ],
    [
      'a recursion without end',
      '#R: {n: int, next: #R & {"n": n + 1}}\nDesignPattern: resources: app: r: x: #R & {n: 0}',
      /cycle/,
    ],
    [
      'brackets without end',
      `DesignPattern: resources: app: r: x: ${'['.repeat(200_000)}${']'.repeat(200_000)}`,
      /more memory than allowed/,
    ],
    [
      'a file of ten megabytes',
      `DesignPattern: resources: app: r: {}\n${Array.from({ length: 140_000 }, (_, at) => `f${at}: {a: ${at}, b: "${'x'.repeat(40)}", c: [1, 2]}\n`).join('')}`,
      /.*/,
    ],
  ])('answers %s within its limits, and the next one', async (_, body, reason) => {
    const stopped = await pool
      .forProject('hostile')
      .compileInfrastructure({ modules: [moduleOf(body)], patterns: [pattern] })
    expect(stopped.ok ? '' : stopped.error.message).toMatch(reason)
    const next = await compileGood('hostile', 3)
    expect(next.ok && next.value.resources[0]?.data).toEqual({ size: 3 })
  })

  it('does not grow with the number of compiles', async () => {
    for (let size = 0; size < 10; size++) await compileGood('steady', size)
    const { memoryBytes: early } = pool.usage('steady')
    for (let size = 10; size < 300; size++) await compileGood('steady', size)
    const { memoryBytes: late, instances } = pool.usage('steady')
    expect(instances).toBe(1)
    expect(late).toBeLessThanOrEqual(early * 1.2)
  })

  it('refuses work after it was closed', async () => {
    const closing = await createKernelPool()
    const kernel = closing.forProject('x')
    const first = kernel.describe({ modules: [good] })
    await closing.close()
    const answer = await first
    expect(!answer.ok && answer.error.code).toBe('not-possible-now')
  })
})

describe('sources', () => {
  it('that every request names stay, however many versions of another module come', async () => {
    const shared = moduleOf('n: 1', 'example.com/shared')
    for (let count = 0; count < 40; count++) {
      const edited = moduleOf(
        `import s "example.com/shared/a"\nDesignPattern: {parameters: {}, resources: app: r: size: ${count} + s.n}`,
      )
      const made = await pool
        .forProject('edited')
        .compileInfrastructure({ modules: [edited, shared], patterns: [pattern] })
      expect(made.ok ? made.value.resources[0]?.data : made.error).toEqual({ size: count + 1 })
    }
  })

  it('travel once for each instance, and again when an instance has forgotten them', async () => {
    const sent: boolean[] = []
    let generation = 1
    let forgets = false
    const kernel = createKernel({
      generation: () => generation,
      ask(text) {
        const [module] = JSON.parse(text()).modules
        sent.push(module.files !== undefined)
        const needs = forgets && module.files === undefined
        return Promise.resolve({
          ok: true,
          value: needs ? `{"needs":["${module.digest}"]}` : '{"value":{"adapters":[]}}',
        })
      },
    })
    await kernel.describe({ modules: [good] })
    await kernel.describe({ modules: [good] })
    generation = 2
    await kernel.describe({ modules: [good] })
    forgets = true
    await kernel.describe({ modules: [good] })
    expect(sent).toEqual([true, false, true, false, true])
  })
})
