import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createConnection } from './connection.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

it('holds the disk for full until nobody says so any more, and a server that is gone for the worse', () => {
  const connection = createConnection()
  const states: string[] = []
  connection.subscribe(() => states.push(connection.state()))
  connection.reportFull()
  vi.advanceTimersByTime(10_000)
  connection.reportFull()
  vi.advanceTimersByTime(10_000)
  connection.report(true)
  expect(states).toEqual(['full'])
  connection.report(false)
  connection.report(true)
  vi.advanceTimersByTime(2000)
  expect(states).toEqual(['full', 'down', 'full', 'up'])
})
