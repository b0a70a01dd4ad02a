import { afterEach, expect, it, vi } from 'vitest'
import { createRoomCheck } from './has-room.ts'

afterEach(() => {
  vi.useRealTimers()
})

it('asks the disk once for all who want to know, and again when its answer is old', async () => {
  vi.useFakeTimers({ toFake: ['performance'] })
  const ask = vi.fn<() => Promise<{ bavail: number; bsize: number }>>(async () => ({ bavail: 0, bsize: 4096 }))
  const hasRoom = createRoomCheck('/data', ask)
  expect(await Promise.all([hasRoom(), hasRoom(), hasRoom()])).toEqual([false, false, false])
  expect(ask).toHaveBeenCalledTimes(1)
  ask.mockResolvedValueOnce({ bavail: 1000, bsize: 4096 })
  vi.advanceTimersByTime(1000)
  expect(await hasRoom()).toBe(true)
  ask.mockRejectedValueOnce(new Error('not known'))
  vi.advanceTimersByTime(1000)
  expect(await hasRoom()).toBe(true)
})
