import { z } from 'zod'

/** The two sides of a difference: what runs now, and what would run after. */
export const diffSideSchema = z.enum(['now', 'after'])
export type DiffSide = z.infer<typeof diffSideSchema>

/** Where a comment stands: a line of one side of one manifest, counted from 1. */
export const commentPlaceSchema = z.object({
  application: z.string(),
  path: z.string(),
  side: diffSideSchema,
  line: z.number().int().positive(),
})
export type CommentPlace = z.infer<typeof commentPlaceSchema>

/** What somebody says about a line that a gate shows, with the words of that line, by which it is found again when the manifest changes. */
export const lineCommentSchema = commentPlaceSchema.extend({
  id: z.string(),
  person: z.object({ id: z.string(), name: z.string() }),
  text: z.string(),
  comment: z.string(),
  at: z.string(),
})
export type LineComment = z.infer<typeof lineCommentSchema>

interface Sides {
  readonly now: string
  readonly after: string
}

/** The words of a line, without its end; undefined where the text has no such line. */
export function lineAt(sides: Sides, side: DiffSide, line: number): string | undefined {
  return linesOf(sides[side])[line - 1]
}

/** The line, counted from 1, on which a comment stands today: the nearest that says the same; undefined when none does. */
export function lineOf({ side, line, text }: LineComment, sides: Sides): number | undefined {
  const same = linesOf(sides[side]).flatMap((candidate, index) => (candidate === text ? [index + 1] : []))
  return same.toSorted((a, b) => Math.abs(a - line) - Math.abs(b - line))[0]
}

/** An id that no comment of a gate has. */
export function nextCommentId(comments: readonly LineComment[]): string {
  return String(comments.reduce((most, { id }) => Math.max(most, Number(id)), 0) + 1)
}

function linesOf(text: string): readonly string[] {
  return text === '' ? [] : text.replace(/\n$/, '').split('\n')
}
