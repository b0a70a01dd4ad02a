import { z } from 'zod'

const wordingSchema = z.object({ template: z.string(), args: z.array(z.string()).readonly() }).readonly()

/** How a sentence was worded: its English template with `{0}`, `{1}`, ... in the places of the arguments. */
export type Wording = z.infer<typeof wordingSchema>

/** What the message and the fix of a problem were made of, so that they can be said in another language. */
export const wordingsSchema = z.object({ message: wordingSchema.optional(), fix: wordingSchema.optional() })

/** An English sentence that remembers its template. */
export interface Sentence extends Wording {
  readonly text: string
}

/** Words a sentence for people: a tag for template literals. The template is what translations are found by. */
export function say(parts: TemplateStringsArray, ...values: readonly (string | number)[]): Sentence {
  const args = values.map(String)
  const template = parts.reduce((text, part, index) => `${text}{${String(index - 1)}}${part}`)
  return { template, args, text: fill(template, args) }
}

/** Puts arguments into the places of a template; a translation may order them otherwise. */
export function fill(template: string, args: readonly string[]): string {
  return template.replace(/\{(\d+)\}/g, (place, index: string) => args[Number(index)] ?? place)
}
