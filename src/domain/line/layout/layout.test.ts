import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { LayoutInput, LayoutStage } from './layout-model.ts'
import { layoutLine, layoutNext } from './layout.ts'

function stage(name: string, lane: string, application: string, after: readonly string[] = []): LayoutStage {
  return { name, lane, application, after, inputs: [], outputs: [] }
}

const release: LayoutInput = {
  stages: [
    stage('build-api', 'build', 'api'),
    stage('build-web', 'build', 'web'),
    stage('deploy-api', 'staging', 'api', ['build-api']),
    stage('deploy-web', 'staging', 'web', ['build-web']),
    stage('verify', 'staging', 'web', ['deploy-api', 'deploy-web']),
    stage('release-api', 'production', 'api', ['verify']),
    stage('release-web', 'production', 'web', ['verify']),
  ],
  lanes: ['build', 'staging', 'production'],
  applications: ['api', 'web'],
  gates: [{ name: 'release', holds: ['release-api', 'release-web'] }],
  inputs: ['revision'],
  results: ['url'],
  values: [
    { from: { input: 'revision' }, to: { stage: 'build-api', param: 'gitRevision' } },
    { from: { stage: 'build-api', result: 'digest' }, to: { stage: 'deploy-api', param: 'imageDigest' } },
    { from: { stage: 'release-api', result: 'url' }, to: { result: 'url' } },
  ],
  trays: true,
  positions: {},
}

type Layout = ReturnType<typeof layoutLine>

function card(layout: Layout, id: string) {
  const found = layout.cards.find((entry) => entry.id === id)
  if (found === undefined) throw new Error(`no card ${id}`)
  return found
}

/** Ids of the cards that links cross. */
function crossed({ routes, cards }: Layout, isMeant: (route: Layout['routes'][number]) => boolean): readonly string[] {
  return routes.filter(isMeant).flatMap(({ points }) =>
    cards
      .filter(({ x, y, width, height }) =>
        points.some((_, index) => {
          const [startX = 0, startY = 0, endX, endY] = points.slice(index, index + 4)
          if (index % 2 === 1 || endX === undefined || endY === undefined) return false
          const isBeside = Math.max(startX, endX) <= x || Math.min(startX, endX) >= x + width
          return !isBeside && Math.max(startY, endY) > y && Math.min(startY, endY) < y + height
        }),
      )
      .map(({ id }) => id),
  )
}

describe('layout of a line', () => {
  const layout = layoutLine(release)

  it('keeps an application in one row over all lanes', () => {
    expect(new Set(['build-api', 'deploy-api', 'release-api'].map((id) => card(layout, id).y)).size).toBe(1)
    expect(new Set(['build-web', 'deploy-web', 'release-web'].map((id) => card(layout, id).y)).size).toBe(1)
  })

  it('puts a verification below what it verifies, in the same lane', () => {
    expect(card(layout, 'verify').y).toBeGreaterThan(card(layout, 'deploy-web').y)
    expect(card(layout, 'verify').x).toBe(card(layout, 'deploy-web').x)
  })

  it('keeps the stages of an application together, and puts below the last what waits for several', () => {
    const { cards } = layoutLine({
      ...release,
      stages: [
        ...['api', 'web', 'job'].flatMap((application) => [
          stage(`deploy-${application}`, 'staging', application),
          stage(`check-${application}`, 'staging', application, [`deploy-${application}`]),
        ]),
        stage('together', 'staging', 'api', ['check-api', 'deploy-web']),
      ],
      applications: ['api', 'web', 'job'],
      gates: [],
      values: [],
    })
    const fromTop = cards.toSorted((a, b) => a.y - b.y).map(({ id }) => id)
    expect(fromTop).toEqual([
      'deploy-api',
      'check-api',
      'deploy-web',
      'check-web',
      'together',
      'deploy-job',
      'check-job',
    ])
    expect(new Set(cards.map(({ x }) => x)).size).toBe(1)
  })

  it('keeps verifications of several lanes in one row, whichever application they belong to', () => {
    const checked = layoutLine({
      ...release,
      stages: [...release.stages, stage('verify-release', 'production', 'api', ['release-api', 'release-web'])],
    })
    expect(card(checked, 'verify-release').y).toBe(card(checked, 'verify').y)
  })

  it('makes room for each gate below what it holds, so that its name covers neither cards nor values', () => {
    const stages = ['api', 'web', 'job'].flatMap((application) => [
      stage(`release-${application}`, 'production', application),
      stage(`check-${application}`, 'production', application, [`release-${application}`]),
    ])
    const applications = ['api', 'web', 'job']
    const gates = applications.map((name) => ({ name, holds: [`release-${name}`] }))
    const { cards, gates: boxes } = layoutLine({ ...release, stages, applications, gates, values: [] })
    for (const gate of boxes) {
      const above = cards.find(({ id }) => id === `release-${gate.id}`)
      const below = cards.find(({ id }) => id === `check-${gate.id}`)
      expect(gate.y).toBeGreaterThanOrEqual((above?.y ?? 0) + 64 + 24)
      expect(gate.y + gate.height).toBeLessThanOrEqual(below?.y ?? 0)
    }
  })

  it('takes a value for an order that the line does not say', () => {
    const unsaid = layoutLine({
      ...release,
      stages: release.stages.map((one) => (one.name === 'verify' ? { ...one, after: [] } : one)),
      values: [
        ...release.values,
        { from: { stage: 'deploy-web', result: 'url' }, to: { stage: 'verify', param: 'url' } },
      ],
    })
    expect(card(unsaid, 'verify')).toEqual(card(layout, 'verify'))
  })

  it('keeps a gate below all sockets of what it holds', () => {
    const stages = release.stages.map((one) =>
      one.name === 'release-web' ? { ...one, inputs: ['image', 'url'] } : one,
    )
    const places = layoutLine({ ...release, stages })
    const held = card(places, 'release-web')
    expect(places.gates[0]?.y).toBeGreaterThanOrEqual(held.y + 64 + 24 + 16)
  })

  it('leads the links of held stages through their gate, once', () => {
    const order = layout.routes
      .filter((route) => route.kind === 'order')
      .map((route) => `${route.source} ${route.target}`)
    expect(order).toContain('verify gate:release')
    expect(order).toContain('gate:release release-api')
    expect(order).toContain('gate:release release-web')
    expect(order.filter((entry) => entry === 'verify gate:release')).toHaveLength(1)
    expect(order).not.toContain('verify release-api')
  })

  it('draws right angles only', () => {
    for (const { points } of layout.routes)
      for (let at = 2; at < points.length; at += 2)
        expect(points[at] === points[at - 2] || points[at + 1] === points[at - 1]).toBe(true)
  })

  it('fits three lanes with terminals beside all open panels of a 1440 px window', () => {
    const { lanes, terminals } = layoutLine({ ...release, inputs: ['gitRevision'], results: ['apiUrl'] })
    const boxes = [...lanes, ...terminals]
    const left = Math.min(...boxes.map((box) => box.x))
    const right = Math.max(...boxes.map((box) => box.x + box.width))
    expect(right - left).toBeLessThanOrEqual(1440 - 48 - 240 - 336 - 2)
  })

  it('keeps room in the first lane only where something turns there', () => {
    const lint = stage('lint', 'build', 'api', ['build-api'])
    const values = [{ from: { stage: 'build-api', result: 'digest' }, to: { stage: 'lint', param: 'digest' } }]
    const crossed = layoutLine({ ...release, stages: [...release.stages, lint], values })
    expect(card(crossed, 'build-api').x).toBeGreaterThan(card(layout, 'build-api').x)
  })

  it('leaves positions that a person chose', () => {
    const moved = layoutLine({ ...release, positions: { verify: { x: 777, y: 555 } } })
    expect(card(moved, 'verify')).toMatchObject({ x: 777, y: 555 })
  })

  it('puts gates of one lane below each other, on no card', () => {
    for (const trays of [true, false]) {
      const { cards, gates } = layoutLine({
        ...release,
        trays,
        gates: [
          { name: 'api', holds: ['deploy-api'] },
          { name: 'web', holds: ['deploy-web'] },
          { name: 'both', holds: ['deploy-api', 'deploy-web'] },
        ],
      })
      expect(gates).toHaveLength(3)
      for (const one of gates) {
        const words = { ...one, width: 200 }
        const others = [...cards, ...gates.filter(({ id }) => id !== one.id)]
        const covered = others.filter(
          (box) =>
            box.x < words.x + words.width &&
            box.x + box.width > words.x &&
            box.y < words.y + words.height &&
            box.y + box.height > words.y,
        )
        expect(covered.map(({ id }) => id)).toEqual([])
      }
    }
  })

  it('keeps a gate in the gap below what it holds, wherever what comes before stands', () => {
    for (const trays of [true, false]) {
      const stages = [
        ...release.stages.flatMap((one) =>
          one.name === 'verify' ? [stage('verify-api', 'staging', 'api', ['deploy-api']), one] : [one],
        ),
        stage('check-api', 'production', 'api', ['release-api']),
        stage('check-web', 'production', 'web', ['release-web']),
      ]
      const layout = layoutLine({ ...release, trays, stages })
      const [gate] = layout.gates
      const held = card(layout, 'release-web')
      expect(gate?.y).toBeGreaterThan(held.y + held.height)
      expect((gate?.y ?? 0) + (gate?.height ?? 0)).toBeLessThan(card(layout, 'check-web').y)
    }
  })

  it('puts a gate between two stages of a lane into the gap between them', () => {
    const layout = layoutLine({
      ...release,
      trays: true,
      stages: [...release.stages, stage('again', 'staging', 'web', ['verify'])],
      gates: [{ name: 'once-more', holds: ['again'] }],
    })
    const [gate] = layout.gates
    const [above, held] = [card(layout, 'verify'), card(layout, 'again')]
    expect(gate?.y).toBeGreaterThanOrEqual(above.y + above.height)
    expect((gate?.y ?? 0) + (gate?.height ?? 0)).toBeLessThanOrEqual(held.y)
  })

  it('leads around the card whose gate stands to the left of it', () => {
    const again = layoutLine({
      ...release,
      stages: [...release.stages, stage('again', 'staging', 'web', ['verify'])],
      gates: [{ name: 'once-more', holds: ['again'] }],
    })
    const [route] = again.routes.filter(({ target }) => target === 'gate:once-more')
    const source = card(again, 'verify')
    expect(route?.points[0]).toBe(source.x + source.width)
    expect(crossed(again, ({ target }) => target === 'gate:once-more')).toEqual([])
  })

  it('leads to a gate and on from it around the cards that stand between', () => {
    const row = [stage('build-api', 'build', 'api'), stage('deploy-api', 'staging', 'api', ['build-api'])]
    const passing = layoutLine({
      ...release,
      stages: [...row, stage('release-api', 'production', 'api', ['build-api'])],
      gates: [{ name: 'release', holds: ['release-api'] }],
      values: [],
    })
    expect(crossed(passing, ({ target }) => target === 'gate:release')).toEqual([])
    const many = Array.from({ length: 40 }, (_, index) =>
      stage(`api-${String(index)}`, 'staging', 'api', ['build-api']),
    )
    const wide = layoutLine({
      ...release,
      stages: [stage('build-api', 'build', 'api'), ...many],
      gates: [{ name: 'open', holds: many.map(({ name }) => name) }],
      values: [],
    })
    expect(new Set(wide.cards.map(({ x }) => x)).size).toBeGreaterThan(3)
    expect(crossed(wide, ({ source }) => source === 'gate:open')).toEqual([])
  })

  it('is about as wide as high with hundreds of stages side by side, and stands when one more comes', () => {
    const stages = ['a', 'b', 'c'].flatMap((application) => [
      stage(`build-${application}`, 'build', application),
      ...Array.from({ length: 300 }, (_, index) =>
        stage(`${application}-${String(index)}`, 'staging', application, [`build-${application}`]),
      ),
    ])
    const crowd = {
      ...release,
      stages,
      lanes: ['build', 'staging'],
      applications: ['a', 'b', 'c'],
      gates: [],
      values: [],
    }
    const { cards } = layoutLine(crowd)
    const [right, bottom] = [Math.max(...cards.map(({ x }) => x)), Math.max(...cards.map(({ y }) => y))]
    expect(bottom / right).toBeGreaterThan(0.5)
    expect(bottom / right).toBeLessThan(2)
    expect(new Set(cards.map(({ x, y }) => `${String(x)} ${String(y)}`)).size).toBe(cards.length)
    const before = layoutNext(crowd, undefined)
    const more = [...stages, stage('a-more', 'staging', 'a', ['build-a'])]
    const after = layoutNext({ ...crowd, stages: more }, before)
    const placeOf = new Map(before.layout.cards.map((one) => [one.id, `${String(one.x)} ${String(one.y)}`]))
    const moved = after.layout.cards.filter(({ id, x, y }) => placeOf.get(id) !== `${String(x)} ${String(y)}`)
    expect(moved.map(({ id }) => id)).toEqual(['a-more'])
  })

  it('never puts one card on another, whatever the graph', () => {
    const lanes = ['build', 'staging', 'production']
    const lines = fc.array(
      fc.record({
        lane: fc.constantFrom(...lanes),
        application: fc.constantFrom('a', 'b', 'c'),
        after: fc.array(fc.nat(30), { maxLength: 3 }),
      }),
      { maxLength: 30 },
    )
    fc.assert(
      fc.property(lines, (rows) => {
        const stages = rows.map((row, index) =>
          stage(
            `s${String(index)}`,
            row.lane,
            row.application,
            row.after.map((at) => `s${String(at)}`),
          ),
        )
        const { cards } = layoutLine({ ...release, stages, gates: [], values: [], applications: ['a', 'b', 'c'] })
        for (const a of cards) {
          const overlapping = cards.filter(
            (b) => b.id !== a.id && Math.abs(a.x - b.x) < a.width && Math.abs(a.y - b.y) < a.height,
          )
          expect(overlapping).toEqual([])
        }
      }),
      { numRuns: 50 },
    )
  })
})
