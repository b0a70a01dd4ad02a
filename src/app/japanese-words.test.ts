import { globSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { expect, it } from 'vitest'
import { kept } from '#domain/japanese/kept.ts'
import { japanese } from '#domain/japanese/sentences.ts'

/** Words that have another form here: no final long vowel sign, and one word for one thing. */
const oddWords =
  /パラメーター|アダプター|サーバー|フォルダー|トリガー|クラスター|ユーザー|デザイナー|カレンダー|デリバリー|ブラウザー|エディター|アプリケーション(?! ID)|ディレクトリ|資格情報|(?<!承認)ゲート(?!ウェイ)|実行をキャンセル/g
/** Half-width question marks and parentheses next to Japanese. */
const narrowSigns = /か\?|(?<![$\w])\([^()]*[ぁ-んァ-ヶ一-龠][^()]*\)|[ぁ-んァ-ヶ一-龠] ?\([^()]*\)/g

function oddIn(text: string): readonly string[] {
  return [...(text.match(oddWords) ?? []), ...(text.match(narrowSigns) ?? [])]
}

it.each(globSync('src/{app,features,parts,ui}/**/*messages.ts'))(
  '%s uses one Japanese word for one thing, and wide signs',
  async (file) => {
    const module: Readonly<Record<string, unknown>> = await import(pathToFileURL(file).href)
    const texts = Object.values(module).flatMap(japaneseIn)
    expect(texts.flatMap(oddIn)).toEqual([])
  },
)

it('what the server refuses and what runs keep do, too', () => {
  expect(Object.values({ ...japanese, ...kept }).flatMap(oddIn)).toEqual([])
})

function japaneseIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, one]) => (key === 'ja' ? JSON.stringify(one) : japaneseIn(one)))
}
