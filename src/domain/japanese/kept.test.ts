import { describe, expect, it } from 'vitest'
import { fill } from '../sentence.ts'
import { kept, keptInJapanese } from './kept.ts'

const places = (text: string): readonly string[] => [...new Set(text.match(/\{\d+\}/g))].toSorted()

describe('messages that a run keeps', () => {
  it('are told in Japanese, with what they are about', () => {
    expect(keptInJapanese('Tasks Completed: 3 (Failed: 1, Cancelled 0), Skipped: 2')).toBe(
      '完了したタスク 3（失敗 1、中止 0）、スキップ 2',
    )
    expect(keptInJapanese('Tasks Completed: 3 (Failed: 2 (Ignored: 1), Cancelled 0), Incomplete: 4, Skipped: 5')).toBe(
      '完了したタスク 3（失敗 2、うち無視 1、中止 0）、未完了 4、スキップ 5',
    )
    expect(keptInJapanese('Stage "build" failed: "step-test" exited with code 1')).toBe(
      'ステージ "build" が失敗しました: ステップ "test" は終了コード 1 で終わりました',
    )
    expect(keptInJapanese('Stage "build" failed: unit-tests: "step-test" exited with code 1')).toBe(
      'ステージ "build" が失敗しました: unit-tests: ステップ "test" は終了コード 1 で終わりました',
    )
    expect(keptInJapanese('Stage "build" failed')).toBe('ステージ "build" が失敗しました')
  })

  it('stay as they are where another program has said them', () => {
    for (const said of ['', 'no space left on device', 'Stage one of the rocket failed'])
      expect(keptInJapanese(said)).toBe(said)
  })

  it('are each found by their own template', () => {
    for (const [template, japanese] of Object.entries(kept)) {
      const args = ['7', '8', '9', '10', '11', '12']
      expect(keptInJapanese(fill(template, args)), template).toBe(fill(japanese, args))
      expect(places(japanese)).toEqual(places(template))
    }
  })
})
