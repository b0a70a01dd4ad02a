import { z } from 'zod'

/** The two sides of a diff: what runs now, and what would run after the gate. */
export const diffSideSchema = z.enum(['now', 'after'])
export type DiffSide = z.infer<typeof diffSideSchema>

/** The position of a comment: a line, counted from 1, of one side of one manifest. */
export const commentPlaceSchema = z.object({
  application: z.string(),
  path: z.string(),
  side: diffSideSchema,
  line: z.number().int().positive(),
})
export type CommentPlace = z.infer<typeof commentPlaceSchema>

/** A comment on a line that a gate shows; it keeps the text of the line to find it again when the manifest changes. */
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

/** Returns the text of a line without its line break; undefined if there is no such line. */
export function lineAt(sides: Sides, side: DiffSide, line: number): string | undefined {
  return linesOf(sides[side])[line - 1]
}

/** Returns the present line of a comment, counted from 1: the nearest one with the same text; undefined if there is none. */
export function lineOf({ side, line, text }: LineComment, sides: Sides): number | undefined {
  const same = linesOf(sides[side]).flatMap((candidate, index) => (candidate === text ? [index + 1] : []))
  return same.toSorted((a, b) => Math.abs(a - line) - Math.abs(b - line))[0]
}

/** Returns an id that no comment of the gate has yet. */
export function nextCommentId(comments: readonly LineComment[]): string {
  return String(comments.reduce((most, { id }) => Math.max(most, Number(id)), 0) + 1)
}

function linesOf(text: string): readonly string[] {
  return text === '' ? [] : text.replace(/\n$/, '').split('\n')
}
