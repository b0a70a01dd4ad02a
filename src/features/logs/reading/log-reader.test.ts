import { expect, it } from 'vitest'
import { createLogReader } from './log-reader.ts'

it('counts the levels of all lines, and lists the lines of some', () => {
  const reader = createLogReader()
  const lines = ['WARN odd', 'fine', 'ERROR broken', 'WARN odder']
  const text = lines.map((line) => `2026-01-01T00:00:00.000Z stdout F ${line}\n`).join('')
  reader.append(new TextEncoder().encode(text))
  reader.complete(false)
  expect(reader.readLevels(100)).toBe(true)
  expect(reader.levels([])).toMatchObject({ counts: { error: 1, warn: 2 }, lines: new Uint32Array() })
  expect([...reader.levels(['warn']).lines]).toEqual([0, 3])
  expect([...reader.levels(['error', 'warn']).lines]).toEqual([0, 2, 3])
})
