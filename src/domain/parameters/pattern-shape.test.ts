import fc from 'fast-check'
import { expect, it } from 'vitest'
import { patternFacts } from './pattern-shape.ts'

it.each([
  ['^/', { kind: 'begins', text: '/' }],
  ['^https://', { kind: 'begins', text: 'https://' }],
  ['^[0-9]+(Mi|Gi)$', { kind: 'amount', units: ['Mi', 'Gi'] }],
  ['^[0-9]{1,5}$', { kind: 'characters', of: ['digit'], min: 1, max: 5 }],
  ['^[A-Za-z_][A-Za-z0-9_]*$', { kind: 'characters', first: ['letter', 'underscore'], min: 1, max: Infinity }],
  [
    '^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$',
    {
      kind: 'characters',
      of: ['lower', 'digit', 'hyphen'],
      first: ['lower', 'digit'],
      last: ['lower', 'digit'],
      max: 63,
    },
  ],
] as const)('%s is told in words', (pattern, shape) => {
  expect(patternFacts(pattern).shape).toMatchObject(shape)
})

it.each([
  ['^sha256:[0-9a-f]{64}$', `sha256:${'0123456789abcdef'.repeat(4)}`],
  ['^[0-9]+\\.[0-9]+\\.[0-9]+$', '123.123.123'],
  ['^arn:aws[a-z-]*:iam::[0-9]{12}:role/.+$', 'arn:awsabc:iam::012345678901:role/abc'],
  ['^([0-9]+(Mi|Gi))?$', '123Mi'],
  ['^[^ ]+$', 'abc'],
  ['^(?:blue|green)$', 'blue'],
])('%s has an example', (pattern, example) => {
  expect(patternFacts(pattern)).toEqual({ shape: undefined, example })
})

it.each(['(?i)^a', '^\\bword\\b$', '^a|b$', '^(?=a)a$'])('nothing is said of %s but the expression', (pattern) => {
  expect(patternFacts(pattern)).toEqual({ shape: undefined, example: undefined })
})

it('an end that could be missing is only told where what stands before it would do', () => {
  expect(patternFacts('^[a-z-]([a-z-]*[a-z])?$').shape).toBeUndefined()
})

it('what is told of a name is what its pattern takes', () => {
  const all = 'ab1-'
  const set = fc.subarray(['a', 'b', '1', '-'], { minLength: 2 }).map((signs) => signs.join(''))
  fc.assert(
    fc.property(
      set,
      set,
      fc.boolean(),
      fc.string({ unit: fc.constantFrom(...all, 'x'), maxLength: 5 }),
      (first, last, may, text) => {
        const pattern = `^[${first}]([${all}]{0,3}[${last}])${may ? '?' : ''}$`
        const { shape } = patternFacts(pattern)
        if (shape?.kind !== 'characters') return
        const told =
          [...text].every((sign) => all.includes(sign)) &&
          text.length >= shape.min &&
          text.length <= shape.max &&
          (shape.first === undefined || first.includes(text[0] ?? ' ')) &&
          (shape.last === undefined || last.includes(text.at(-1) ?? ' '))
        expect(new RegExp(pattern).test(text)).toBe(told)
      },
    ),
  )
})
