import type { Problem } from '#domain/problem.ts'
import { japanese } from '#domain/japanese/sentences.ts'
import { fill, type Wording } from '#domain/sentence.ts'

/** A problem with its sentences in Japanese; a sentence without a translation, or of another program, stays as it is. */
export function spoken(problem: Problem): Problem {
  const { message, fix } = problem.wordings ?? {}
  const said = { message: translated(message) ?? problem.message, fix: translated(fix) ?? problem.fix }
  return { ...problem, message: said.message, ...(said.fix === undefined ? {} : { fix: said.fix }) }
}

/** Whether a header `Accept-Language` names Japanese before English; browsers list what they prefer first. */
export function prefersJapanese(acceptLanguage: string | null | undefined): boolean {
  const wanted = (acceptLanguage ?? '').split(',').map((part) => part.trim().slice(0, 2).toLowerCase())
  return wanted.find((code) => code === 'en' || code === 'ja') === 'ja'
}

function translated(wording: Wording | undefined): string | undefined {
  const template = wording === undefined ? undefined : japanese[wording.template]
  return wording === undefined || template === undefined ? undefined : fill(template, wording.args)
}
