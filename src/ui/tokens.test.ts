import { readFileSync } from 'node:fs'
import { globSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

type Ground = 'light' | 'dark'
type Rgb = readonly [number, number, number]

const css = readFileSync('src/ui/tokens.css', 'utf8').replace('@media screen {', '')

/** Declarations of the blocks with a selector, outside of media queries other than that for screens. */
function declarations(selector: string): ReadonlyMap<string, string> {
  const plain = css.slice(0, css.indexOf('@media'))
  const found = new Map<string, string>()
  for (const [, selectors = '', body = ''] of plain
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .matchAll(/([^{}]+)\{([^{}]*)\}/g)) {
    if (!selectors.split(',').some((part) => part.trim() === selector)) continue
    for (const [, name = '', value = ''] of body.matchAll(/(--[\w-]+):\s*([^;]+);/g)) found.set(name, value)
  }
  return found
}

const light = new Map([...declarations(':root'), ...declarations("[data-theme='light']")])
const themes: Readonly<Record<Ground, ReadonlyMap<string, string>>> = {
  light,
  dark: new Map([...light, ...declarations("[data-theme='dark']")]),
}

function colour(theme: Ground, name: string): Rgb {
  const value = themes[theme].get(`--${name}`) ?? ''
  const reference = /^var\(--([\w-]+)\)$/.exec(value)?.[1]
  if (reference !== undefined) return colour(theme, reference)
  const parts = /^oklch\(([\d.]+) ([\d.]+) ([\d.]+)\)$/.exec(value)
  if (parts === null) throw new Error(`--${name} is no colour in ${theme}: ${value}`)
  return toLinear(Number(parts[1]), Number(parts[2]), Number(parts[3]))
}

/** OKLCH to linear sRGB, clipped to the gamut as browsers do on ordinary screens. */
function toLinear(lightness: number, chroma: number, hue: number): Rgb {
  const a = chroma * Math.cos((hue * Math.PI) / 180)
  const b = chroma * Math.sin((hue * Math.PI) / 180)
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3
  const clip = (value: number) => Math.min(1, Math.max(0, value))
  return [
    clip(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    clip(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    clip(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
  ]
}

function contrast(first: Rgb, second: Rgb): number {
  const luminance = ([red, green, blue]: Rgb) => 0.2126 * red + 0.7152 * green + 0.0722 * blue
  const [dark = 0, bright = 0] = [luminance(first), luminance(second)].toSorted((a, b) => a - b)
  return (bright + 0.05) / (dark + 0.05)
}

const texts = [
  ...['panel', 'board', 'sunken', 'raised', 'chrome', 'hover'].flatMap((ground) => [
    `text ${ground}`,
    `text-2 ${ground}`,
    `text-3 ${ground}`,
  ]),
  ...['panel', 'board', 'raised', 'accent-soft'].map((ground) => `accent-text ${ground}`),
  ...['blue', 'green', 'red', 'amber', 'violet'].flatMap((hue) => [
    `${hue} raised`,
    `${hue} panel`,
    `${hue} chrome`,
    `${hue} ${hue}-soft`,
  ]),
  'on-accent accent',
  'on-accent accent-hover',
  'on-red red-fill',
  'on-amber amber-fill',
  'text amber-soft',
  'text red-soft',
  'text-2 red-soft',
  'env-build env-build-band',
  ...['staging', 'third', 'fourth', 'production'].flatMap((name) => [
    `env-${name} env-${name}-band`,
    `env-${name} env-${name}-soft`,
  ]),
  ...['key', 'str', 'num', 'com', 'expr'].map((kind) => `code-${kind} code`),
  'text hit',
]
const graphics = [
  'link board',
  'link-data board',
  'line-3 raised',
  'accent board',
  'blue-fill raised',
  'green-fill raised',
  'red-fill raised',
  'amber-edge raised',
  ...['build', 'staging', 'third', 'fourth', 'production'].map((name) => `env-${name}-rule env-${name}-band`),
]

describe.each(['light', 'dark'] as const)('contrast in the %s theme', (theme) => {
  const ratio = (pair: string) => {
    const [front = '', ground = ''] = pair.split(' ')
    return contrast(colour(theme, front), colour(theme, ground))
  }
  it.each(texts)('text %s is at least 4.5', (pair) => expect(ratio(pair)).toBeGreaterThanOrEqual(4.5))
  it.each(graphics)('graphic %s is at least 3', (pair) => expect(ratio(pair)).toBeGreaterThanOrEqual(3))
})

describe('the frame before the script', () => {
  it('is dark in the colours of the dark theme', () => {
    const block = /@media \(prefers-color-scheme: dark\) \{([\s\S]*?)\n\}/.exec(css)?.[1] ?? ''
    const early = [...block.matchAll(/--([\w-]+):\s*([^;]+);/g)]
    expect(early.length).toBeGreaterThan(0)
    for (const [, name = '', value] of early) expect(themes.dark.get(`--${name}`)).toBe(value)
  })
})

describe('style sheets', () => {
  const sheets = globSync('src/{app,features,ui}/**/*.css').filter((file) => !file.endsWith('tokens.css'))

  it.each(sheets)('%s takes its colours from the tokens', (file) => {
    const text = readFileSync(file, 'utf8').replace(/\/\*[\s\S]*?\*\//g, '')
    expect(text).not.toMatch(/#[0-9a-f]{3,8}\b|\brgba?\(|\bhsla?\(|\boklch\(\d/i)
  })
})
