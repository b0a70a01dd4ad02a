import { type Language, pluralsOf } from './intl.ts'

/** A text with `{placeholders}`, or plural forms chosen by the argument `count` (Intl.PluralRules). */
export type Text = string | { readonly one?: string; readonly other: string }

export interface Message {
  readonly en: Text
  readonly ja: Text
}

export type Messages = Readonly<Record<string, Message>>

type Placeholders<S extends string> = S extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Placeholders<Rest>
  : never

type NamesIn<T> = T extends string
  ? Placeholders<T>
  : T extends { other: infer O extends string }
    ? Placeholders<O> | 'count'
    : never

/** The names of a message's arguments, inferred from its English text. */
export type ArgumentNames<M extends Message> = NamesIn<M['en']>

/** The arguments of a message as a tuple, so that a forgotten one is a type error. */
export type Arguments<M extends Message, Value> = [ArgumentNames<M>] extends [never]
  ? []
  : [args: { readonly [Name in ArgumentNames<M>]: Name extends 'count' ? number : Value }]

/** Declares messages in both languages side by side: a missing one does not compile. */
export function defineMessages<const M extends Messages>(messages: M): M {
  declared.push(messages)
  return messages
}

const declared: Messages[] = []

/** The loaded texts' English by their Japanese, so that commands can be found by either. */
export function englishByJapanese(): ReadonlyMap<string, string> {
  const english = new Map<string, string>()
  for (const messages of declared)
    for (const { en, ja } of Object.values(messages))
      if (typeof en === 'string' && typeof ja === 'string')
        english.set(ja, [english.get(ja) ?? [], en].flat().join(' '))
  return english
}

export type Piece =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'argument'; readonly name: string }

/** Splits a text at its placeholders, choosing the plural form by `count`. */
export function piecesOf(text: Text, language: Language, count: number | undefined): readonly Piece[] {
  const words = chosen(text, language, count)
  // Most texts have no placeholders.
  if (!words.includes('{')) return [{ kind: 'text', text: words }]
  return words
    .split(/(\{[a-zA-Z]+\})/)
    .filter((part) => part !== '')
    .map((part) =>
      /^\{[a-zA-Z]+\}$/.test(part) ? { kind: 'argument', name: part.slice(1, -1) } : { kind: 'text', text: part },
    )
}

function chosen(text: Text, language: Language, count: number | undefined): string {
  if (typeof text === 'string') return text
  const form = pluralsOf(language).select(count ?? 0)
  return form === 'one' ? (text.one ?? text.other) : text.other
}

/** The placeholders in all forms of a text, for checks. */
export function placeholdersOf(text: Text): readonly string[] {
  const forms = typeof text === 'string' ? [text] : [text.other]
  const names = forms.flatMap((form) => [...form.matchAll(/\{([a-zA-Z]+)\}/g)].map((match) => match[1] ?? ''))
  return [...new Set(names)].toSorted()
}
