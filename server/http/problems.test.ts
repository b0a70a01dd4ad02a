import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { japanese } from '#domain/japanese/sentences.ts'
import { problem } from '#domain/problem.ts'
import { say } from '#domain/sentence.ts'
import { spoken } from '#domain/japanese/spoken.ts'
import { prefersJapanese } from './prefers-japanese.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const sources = globSync(['{server,mocks}/**/*.ts', 'src/domain/**/*.ts', 'compiler/host/*.ts'], { cwd: root }).filter(
  (file) => !file.endsWith('.test.ts'),
)

describe('problems in Japanese', () => {
  it('have a translation for every sentence that is worded for people, and none that is worded no more', () => {
    const worded = new Set(sources.flatMap((file) => templatesIn(readFileSync(`${root}${file}`, 'utf8'))))
    expect(worded.size).toBeGreaterThan(250)
    expect([...worded].filter((template) => !Object.hasOwn(japanese, template))).toEqual([])
    expect(Object.keys(japanese).filter((template) => !worded.has(template))).toEqual([])
  })

  it('are worded so that they can be translated, wherever people are answered', () => {
    const answering = /^(server\/(api|http|routes|services)|src\/domain\/(gates|line|run|start|templates|triggers))/
    const plain = sources.filter(
      (file) => answering.test(file) && /\bproblem\(\s*'[a-z-]+',\s*['"`]/.test(readFileSync(`${root}${file}`, 'utf8')),
    )
    expect(plain).toEqual([])
  })

  it('keep the places of the arguments', () => {
    const places = (text: string): readonly string[] => [...new Set(text.match(/\{\d+\}/g) ?? [])].toSorted()
    const broken = Object.entries(japanese).filter(([en, ja]) => places(en).join() !== places(ja).join())
    expect(broken).toEqual([])
  })

  it('say message and fix, and leave alone what other programs say', () => {
    const refused = problem('not-found', say`There is no run ${'r1'}`, { fix: say`Try again` })
    expect(spoken(refused)).toMatchObject({ message: '実行 r1 はありません', fix: 'もう一度お試しください' })
    const needed = problem('not-allowed', say`As ${'approver'} you may not do this (${'project.admin'})`, {
      fix: say`It takes one of the roles: ${'developer, admin'}`,
    })
    expect(spoken(needed)).toMatchObject({
      message: '役割 承認者 ではこの操作（project.admin）を行えません',
      fix: '次のいずれかの役割が必要です: 開発者、管理者',
    })
    const token = say`Give a token that may read the repository`
    const shut = problem('not-found', say`There is no repository ${'x'}, or it is private`, {
      fix: say`Check the address of the repository. If it is private: ${token.text}`,
    })
    expect(spoken(shut).fix).toBe(
      'リポジトリのアドレスを確認してください。非公開の場合: リポジトリを読み取れるトークンを指定してください',
    )
    expect(spoken(problem('internal', 'fatal: bad object'))).toEqual({ code: 'internal', message: 'fatal: bad object' })
  })
})

describe('prefersJapanese', () => {
  it.each([
    ['ja', true],
    ['ja-JP,ja;q=0.9,en;q=0.8', true],
    ['en-US,en;q=0.9,ja;q=0.8', false],
    ['fr, ja;q=0.5', true],
    ['', false],
    [null, false],
  ])('reads %s', (header, expected) => expect(prefersJapanese(header)).toBe(expected))
})

/** Returns the templates of the sentences in a source text, as `say` would make them. */
function templatesIn(text: string): readonly string[] {
  const argument = /\$\{(?:[^{}`]|\{[^{}]*\}|`[^`]*`)*\}/g
  return [...text.matchAll(/\bsay`((?:\\.|\$\{(?:[^{}`]|\{[^{}]*\}|`[^`]*`)*\}|[^`\\])*)`/g)].map(([, words = '']) => {
    let count = 0
    return words.replace(argument, () => `{${String(count++)}}`).replace(/\\(.)/g, '$1')
  })
}
