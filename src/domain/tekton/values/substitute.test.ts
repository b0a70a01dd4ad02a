import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ParamValue } from './params.ts'
import { firstOf, lookupParams, lookupPaths, lookupTexts } from './lookups.ts'
import { guardValues, substituteStep, substituteStepPaths } from '../launch/substitute-step.ts'
import { referencesIn, substituteList, substituteText, substituteValue } from './substitute.ts'

const params = lookupParams(
  new Map<string, ParamValue>([
    ['x', 'one'],
    ['a.b', 'dots'],
    ['arr', ['p', 'q']],
    ['obj', { key: 'k', other: 'o' }],
    ['evil', '$(params.x)'],
    ['path', '$(results.out.path)'],
  ]),
)

describe('substituteText', () => {
  it.each([
    ['$(params.x)', 'one'],
    ['$(params["x"])', 'one'],
    ["$(params['x'])", 'one'],
    ['a $(params.x)$(params.x) b', 'a oneone b'],
    ['$(params["a.b"]) $(params.a.b)', 'dots dots'],
    ['$(params.arr[1])', 'q'],
    ['$(params.obj.key)', 'k'],
    ['$(params["obj"].other)', 'o'],
    ['$(cat $(params.x))', '$(cat one)'],
    ['$$(params.x)', '$one'],
  ])('turns %s into %s', (text, expected) => {
    expect(substituteText(text, params)).toBe(expected)
  })

  it.each([
    '$(params.arr[2])',
    '$(params.obj.nope)',
    '$(params.nope)',
    '$(params.arr[*]) in text',
    '$(params.x[*]) in text',
    '$(tasks.t.results.r)',
  ])('leaves %s and reports it', (text) => {
    const unresolved: string[] = []
    expect(substituteText(text, params, (reference) => unresolved.push(reference.text))).toBe(text)
    expect(unresolved).toHaveLength(1)
  })

  it.each(['$(date)', '$(ls -l)', '$(foo.bar)', '$HOME', '$('])('leaves %s to the shell without a word', (text) => {
    const unresolved: string[] = []
    expect(substituteText(text, params, (reference) => unresolved.push(reference.text))).toBe(text)
    expect(unresolved).toEqual([])
  })

  it('never substitutes what came in by a value', () => {
    expect(substituteText('$(params.evil) $(params.x)', params)).toBe('$(params.x) one')
    fc.assert(
      fc.property(fc.string(), fc.string(), (value, around) => {
        const lookup = lookupParams(new Map([['v', value]]))
        const plain = around.replaceAll('$', '')
        expect(substituteText(`${plain}$(params.v)${plain}`, lookup)).toBe(plain + value + plain)
      }),
    )
  })
})

describe('substituteList', () => {
  it('spreads an array that is a whole item, and only then', () => {
    expect(substituteList(['a', '$(params.arr[*])', 'b'], params)).toEqual(['a', 'p', 'q', 'b'])
    expect(substituteList(['-$(params.arr[*])'], params)).toEqual(['-$(params.arr[*])'])
  })
})

describe('substituteValue', () => {
  it('takes over arrays and objects whole', () => {
    expect(substituteValue('$(params.arr[*])', params)).toEqual(['p', 'q'])
    expect(substituteValue('$(params.obj[*])', params)).toEqual({ key: 'k', other: 'o' })
    expect(substituteValue({ a: '$(params.x)!' }, params)).toEqual({ a: 'one!' })
    expect(substituteValue(['$(params.arr[*])', '$(params.x)'], params)).toEqual(['p', 'q', 'one'])
  })
})

describe('lookups', () => {
  it('asks one after the other, and reads fixed texts and paths', () => {
    const texts = lookupTexts(new Map([['context.taskRun.name', 'run-build']]))
    const paths = lookupPaths({
      workspaces: new Map([['shared', '/ws']]),
      results: new Map([['out', '/res/out']]),
      exitCodes: new Map([['test', '/steps/test/exitCode']]),
    })
    const text =
      '$(context.taskRun.name) $(workspaces.shared.path) $(workspaces.shared.bound) [$(workspaces.none.path)] $(workspaces.none.bound) $(results.out.path) $(steps.step-test.exitCode.path)'
    expect(substituteText(text, firstOf(texts, paths))).toBe(
      'run-build /ws true [] false /res/out /steps/test/exitCode',
    )
  })

  it('lists the references of a text', () => {
    expect(referencesIn('$(tasks.a.results["b.c"]) $(date) $(params.x[*])').map(({ text }) => text)).toEqual([
      'tasks.a.results["b.c"]',
      'params.x[*]',
    ])
  })
})

describe('substituteStep', () => {
  it('reaches every field that Tekton substitutes', () => {
    const step = substituteStep(
      {
        name: 's',
        image: '$(params.x)',
        script: '$(params.x)',
        command: ['$(params.arr[*])'],
        args: ['$(params.arr[*])', '$(params.x)'],
        workingDir: '/$(params.x)',
        env: [
          { name: 'A', value: '$(params.x)' },
          { name: 'B', valueFrom: { secretKeyRef: { name: '$(params.x)', key: 'k' } } },
        ],
        volumeMounts: [{ name: 'v', mountPath: '/$(params.x)', subPath: '$(params.x)' }],
      },
      params,
    )
    expect(step).toEqual({
      name: 's',
      image: 'one',
      script: 'one',
      command: ['p', 'q'],
      args: ['p', 'q', 'one'],
      workingDir: '/one',
      env: [
        { name: 'A', value: 'one' },
        { name: 'B', valueFrom: { secretKeyRef: { name: 'one', key: 'k' } } },
      ],
      volumeMounts: [{ name: 'v', mountPath: '/one', subPath: 'one' }],
    })
  })

  it('keeps text of values safe from the pass over paths', () => {
    const step = substituteStep({ script: 'echo $(params.path) > $(results.out.path)' }, guardValues(params))
    const paths = lookupPaths({ workspaces: new Map(), results: new Map([['out', '/res/out']]), exitCodes: new Map() })
    expect(substituteStepPaths(step, paths).script).toBe('echo $(results.out.path) > /res/out')
  })
})
