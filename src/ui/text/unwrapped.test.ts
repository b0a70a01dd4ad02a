import { expect, it } from 'vitest'
import { unwrapped } from './unwrapped.ts'

it.each([
  ['中身は、\nステップにあれば', '中身は、ステップにあれば'],
  ['値は\n`token` から', '値は\n`token` から'],
  ['a line\nand another', 'a line\nand another'],
  ['（一）\n　二', '（一）　二'],
])('%j is shown as %j', (text, shown) => {
  expect(unwrapped(text)).toBe(shown)
})
