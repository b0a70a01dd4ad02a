import { describe, expect, it } from 'vitest'
import { shareRunningNow } from './running-now.ts'

describe('what runs now, asked by many at once', () => {
  it('is one question for all who ask together, and a new one for whoever asks later', async () => {
    const answers: PromiseWithResolvers<[]>[] = []
    const ask = shareRunningNow({
      running: () => {
        const answer = Promise.withResolvers<[]>()
        answers.push(answer)
        return answer.promise
      },
    })
    const together = [ask('shop'), ask('shop'), ask('other')]
    await Promise.resolve()
    expect(answers).toHaveLength(2)
    // What is on its way may be older than what these know.
    const later = [ask('shop'), ask('shop')]
    for (const { resolve } of answers) resolve([])
    await Promise.all(together)
    await Promise.resolve()
    expect(answers).toHaveLength(3)
    answers[2]?.reject(new Error('down'))
    expect((await Promise.allSettled(later)).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    const again = ask('shop')
    await Promise.resolve()
    answers[3]?.resolve([])
    expect(await again).toEqual({})
  })
})
