import { expect, it } from 'vitest'
import { problemError } from '#client/problems.ts'
import { problem } from '#domain/problem.ts'
import { askWhileAway } from './ask-while-away.ts'

const away = () => Promise.reject(problemError(problem('unreachable', 'The server does not answer')))

it('asks until the server is back, since no answer does not mean no log', async () => {
  let pauses = 0
  const answer = await askWhileAway(
    () => (pauses < 3 ? away() : Promise.resolve('there')),
    new AbortController().signal,
    async () => void (pauses += 1),
  )
  expect([answer, pauses]).toEqual(['there', 3])
})

it('gives up if it is refused or nobody waits any more', async () => {
  const pause = () => Promise.reject(new Error('waited'))
  const refused = () => Promise.reject(problemError(problem('not-found', 'No such log')))
  expect(await askWhileAway(refused, new AbortController().signal, pause)).toBeUndefined()
  const gone = new AbortController()
  expect(await askWhileAway(away, gone.signal, async () => gone.abort())).toBeUndefined()
})
