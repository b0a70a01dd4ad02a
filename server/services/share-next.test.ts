import { expect, it } from 'vitest'
import { shareNext } from './share-next.ts'

it('is one question for concurrent callers, and a new one for later callers', async () => {
  const answers: PromiseWithResolvers<number>[] = []
  const ask = shareNext(() => {
    const answer = Promise.withResolvers<number>()
    answers.push(answer)
    return answer.promise
  })
  const together = [ask('shop'), ask('shop'), ask('other')]
  await Promise.resolve()
  expect(answers).toHaveLength(2)
  // These may know more than the answer on its way does.
  const later = [ask('shop'), ask('shop')]
  for (const { resolve } of answers) resolve(1)
  await Promise.all(together)
  await Promise.resolve()
  expect(answers).toHaveLength(3)
  answers[2]?.reject(new Error('down'))
  expect((await Promise.allSettled(later)).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  const again = ask('shop')
  await Promise.resolve()
  answers[3]?.resolve(4)
  expect(await again).toBe(4)
})
