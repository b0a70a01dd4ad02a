import type { Problem } from '../problem.ts'
import { fill, type Wording } from '../sentence.ts'
import { japanese } from './sentences.ts'

/** A problem with its sentences in Japanese; a sentence without a translation, or of another program, stays as it is. */
export function spoken(problem: Problem): Problem {
  const { message, fix } = problem.wordings ?? {}
  const said = { message: translated(message) ?? problem.message, fix: translated(fix) ?? problem.fix }
  return { ...problem, message: said.message, ...(said.fix === undefined ? {} : { fix: said.fix }) }
}

function translated(wording: Wording | undefined): string | undefined {
  const template = wording === undefined ? undefined : japanese[wording.template]
  return wording === undefined || template === undefined ? undefined : fill(template, wording.args)
}
