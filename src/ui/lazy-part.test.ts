import { expect, it } from 'vitest'
import { loadOnceThere } from './lazy-part.ts'

it('waits for the server before it asks for a file again', async () => {
  const log: string[] = []
  let away = 2
  const load = () => {
    log.push('load')
    return away > 0 ? Promise.reject(new TypeError('no file')) : Promise.resolve('pane')
  }
  const isThere = async () => {
    log.push('there?')
    return (away -= 1) === 0
  }
  const pause = async () => void log.push('pause')
  expect(await loadOnceThere(load, isThere, pause)).toBe('pane')
  expect(log).toEqual(['load', 'there?', 'pause', 'there?', 'load'])
})

it('fails if a running server does not have the file', async () => {
  const load = () => Promise.reject(new TypeError('no file'))
  await expect(loadOnceThere(load, async () => true)).rejects.toThrow('no file')
})
