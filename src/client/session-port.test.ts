import { expect, it } from 'vitest'
import { isThereAgain, type SessionPort } from './session-port.ts'

function sessionOf(token: string | undefined, asked: string[] = []): SessionPort {
  return {
    token: () => Promise.resolve(token),
    signInAgain() {
      asked.push('asked')
      return Promise.resolve(true)
    },
  }
}

it('asks somebody only where silence brings nothing else than what was refused', async () => {
  const asked: string[] = []
  expect(await isThereAgain(sessionOf('new', asked), ['old', undefined])).toBe(true)
  expect(await isThereAgain(sessionOf('back', asked), [undefined, undefined])).toBe(true)
  expect(asked).toEqual([])
  expect(await isThereAgain(sessionOf('old', asked), ['old', undefined])).toBe(true)
  expect(await isThereAgain(sessionOf(undefined, asked), ['old', undefined])).toBe(true)
  expect(asked).toHaveLength(2)
})
