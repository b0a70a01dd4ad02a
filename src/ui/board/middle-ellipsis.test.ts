import { describe, expect, it } from 'vitest'
import { headAndTail } from './middle-ellipsis.ts'

describe('head and tail of a name', () => {
  it('are one if the name fits', () => {
    expect(headAndTail('deploy-api', 14)).toEqual(['deploy-api', ''])
  })

  it('keep the end that tells names apart', () => {
    expect(headAndTail('deploy-app-1-env-2', 14)).toEqual(['deploy-app-', '1-env-2'])
    expect(headAndTail('本番環境へのデプロイの確認です', 8)).toEqual(['本番環境へのデプロイの', '確認です'])
  })
})
