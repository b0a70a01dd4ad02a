import { describe, expect, it } from 'vitest'
import { interpolate, referencesIn, splitList, type ParamValue } from './interpolate.ts'

const params = new Map<string, ParamValue>([
  ['name', { type: 'string', text: 'shop' }],
  ['port', { type: 'string', text: '80' }],
  ['replicas', { type: 'int', text: '3' }],
  ['args', { type: 'array', text: '--debug, --profile' }],
  ['none', { type: 'array', text: '' }],
  ['token', { type: 'secret', secret: { key: 'k', version: '1' } }],
  ['wrong', { type: 'int', text: '3.5' }],
])

describe('interpolate', () => {
  it.each([
    ['$(params.name)', 'shop'],
    ['$(params.port)', '80'],
    ['$(params.replicas)', 3],
    ['$(params.args)', ['--debug', '--profile']],
    ['$(params.token)', { key: 'k', version: '1' }],
    ['image:$(params.name)-$(params.replicas)', 'image:shop-3'],
    ['$(params.name).$(params.port)', 'shop.80'],
    ['--key=$(QMONUS_SDK_SUPER_API_KEY)', '--key=$(QMONUS_SDK_SUPER_API_KEY)'],
    ['${params.name}', '${params.name}'],
    [
      ['a', '$(params.args[*])', 'b'],
      ['a', '--debug', '--profile', 'b'],
    ],
    [['$(params.none[*])'], []],
    [
      { plugins: ['health', '$(params.name)'], n: 10, deep: { secret: '$(params.token)' } },
      { plugins: ['health', 'shop'], n: 10, deep: { secret: { key: 'k', version: '1' } } },
    ],
    [[{ path: '/a/*' }], [{ path: '/a/*' }]],
    [null, null],
  ])('turns %j into %j', (value, expected) => {
    expect(interpolate(value, params)).toEqual({ value: expected, issues: [] })
  })

  it('collects everything that cannot be put in', () => {
    const { issues } = interpolate(
      { a: '$(params.absent)', b: '$(params.wrong)', c: 'x$(params.token)', d: ['$(params.lost[*])'] },
      params,
    )
    expect(issues).toEqual([
      { kind: 'missing', name: 'absent' },
      { kind: 'not-int', name: 'wrong' },
      { kind: 'not-text', name: 'token' },
      { kind: 'missing', name: 'lost' },
    ])
  })

  it('finds the names in nested values', () => {
    expect(referencesIn({ a: ['$(params.x[*])', 'b$(params.y)$(params.z)'], c: '$(other)' })).toEqual(['x', 'y', 'z'])
  })
})

describe('splitList', () => {
  it('splits at commas, trims, and takes an empty text for an empty list', () => {
    expect(splitList('--debug,--profile')).toEqual(['--debug', '--profile'])
    expect(splitList(' a , b ')).toEqual(['a', 'b'])
    expect(splitList('  ')).toEqual([])
  })
})
