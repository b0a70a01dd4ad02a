import { z } from 'zod'

const wordingSchema = z.object({ template: z.string(), args: z.array(z.string()).readonly() }).readonly()

/** The English template of a sentence, with `{0}`, `{1}`, ... in place of the arguments. */
export type Wording = z.infer<typeof wordingSchema>

/** The wordings of a problem's message and fix, for translation into another language. */
export const wordingsSchema = z.object({ message: wordingSchema.optional(), fix: wordingSchema.optional() })

/** An English sentence that remembers its template. */
export interface Sentence extends Wording {
  readonly text: string
}

/** A template tag that words a sentence for people. Translations are found by its template. */
export function say(parts: TemplateStringsArray, ...values: readonly (string | number)[]): Sentence {
  const args = values.map(String)
  const template = parts.reduce((text, part, index) => `${text}{${String(index - 1)}}${part}`)
  return { template, args, text: fill(template, args) }
}

/** Fills the arguments into a template; a translation may use them in another order. */
export function fill(template: string, args: readonly string[]): string {
  return template.replace(/\{(\d+)\}/g, (place, index: string) => args[Number(index)] ?? place)
}
