import { globSync, readFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { describe, expect, it } from 'vitest'
import { defineMessages, englishByJapanese, type Message, placeholdersOf } from './messages.ts'
import { formatsOf } from './format.ts'
import { translator } from './use-messages.tsx'

const files = globSync('src/{app,features,parts,ui}/**/*.{ts,tsx}').filter(
  (file) => !file.endsWith('.test.ts') && /= defineMessages\(/.test(readFileSync(file, 'utf8')),
)

function isMessage(value: unknown): value is Message {
  return typeof value === 'object' && value !== null && 'en' in value && 'ja' in value
}

async function catalogsIn(file: string): Promise<readonly (readonly [string, Message])[]> {
  const module: Readonly<Record<string, unknown>> = await import(pathToFileURL(file).href)
  return Object.values(module).flatMap((value) =>
    typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([key, message]): (readonly [string, Message])[] =>
          isMessage(message) ? [[`${file}: ${key}`, message]] : [],
        )
      : [],
  )
}

describe('the catalogs', () => {
  it('are found', () => {
    expect(files.length).toBeGreaterThan(4)
  })

  it.each(files)('%s say everything in both languages with the same arguments', async (file) => {
    const messages = await catalogsIn(file)
    expect(messages, 'a catalog is exported').not.toEqual([])
    for (const [place, message] of messages) {
      for (const text of [message.en, message.ja].flatMap((form) =>
        typeof form === 'string' ? [form] : Object.values(form),
      )) {
        expect(text.trim(), place).not.toBe('')
      }
      const wanted = placeholdersOf(message.en).filter((name) => name !== 'count')
      const given = placeholdersOf(message.ja).filter((name) => name !== 'count')
      expect(given, place).toEqual(wanted)
    }
  })
})

const sample = defineMessages({
  plain: { en: 'Stop {name}', ja: '{name} を止める' },
  runs: { en: { one: '{count} run', other: '{count} runs' }, ja: '実行 {count} 件' },
})

describe('translator', () => {
  it('puts arguments where each language wants them', () => {
    expect(translator(sample, 'en')('plain', { name: 'x' })).toBe('Stop x')
    expect(translator(sample, 'ja')('plain', { name: 'x' })).toBe('x を止める')
  })

  it('chooses plural forms and writes numbers as the language does', () => {
    const t = translator(sample, 'en')
    expect(t('runs', { count: 1 })).toBe('1 run')
    expect(t('runs', { count: 12_000 })).toBe('12,000 runs')
    expect(translator(sample, 'ja')('runs', { count: 2 })).toBe('実行 2 件')
  })
})

describe('formats', () => {
  const { age, ago, duration, clock, took } = formatsOf('en')
  const now = Date.parse('2026-11-24T12:00:00Z')

  it('says how long ago something was in the largest unit that fits', () => {
    expect(age('2026-11-24T11:59:58Z', now)).toBe('now')
    expect(age('2026-11-24T11:59:10Z', now)).toBe('50 s')
    expect(age('2026-11-24T07:00:00Z', now)).toBe('5 h')
    expect(ago('2026-11-14T12:00:00Z', now)).toBe('10 d ago')
    expect(formatsOf('ja').ago('2026-11-24T07:00:00Z', now)).toBe('5 時間前')
  })

  it('says what is planned with its day of the week and its zone, to the minute', () => {
    const at = '2026-11-27T17:30:59Z'
    expect(formatsOf('en').planned(at)).toMatch(/^(?:Fri|Sat), Nov 2[78], 2026, \d\d:\d\d \S+$/u)
    expect(formatsOf('ja').planned(at)).toMatch(/^2026年11月2[78]日\([金土]\) \d\d:\d\d \S+$/u)
  })

  it('says durations in two units and on clocks', () => {
    expect(duration(138_000)).toBe('2 min 18 s')
    expect(duration(120)).toBe('120 ms')
    expect(duration(74_880_000)).toBe('20 h 48 min')
    expect(clock(62_900)).toBe('1:02')
    expect(clock(3_723_000)).toBe('1:02:03')
    expect([148, 730, 62_900].map(took)).toEqual(['148 ms', '0:01', '1:02'])
  })
})

it('finds the English of a Japanese text, or all of them if it stands for several', () => {
  defineMessages({ a: { en: 'Tidy', ja: '片付け試験' }, b: { en: 'Clean up', ja: '片付け試験' } })
  expect(englishByJapanese().get('片付け試験')).toBe('Tidy Clean up')
})
