import type { Problem } from '../problem.ts'
import { fill, type Wording } from '../sentence.ts'
import { japanese } from './sentences.ts'

/** Translates the sentences of a problem; those without a translation, or from another program, stay as they are. */
export function spoken(problem: Problem): Problem {
  const { message, fix } = problem.wordings ?? {}
  const said = { message: translated(message) ?? problem.message, fix: translated(fix) ?? problem.fix }
  return { ...problem, message: said.message, ...(said.fix === undefined ? {} : { fix: said.fix }) }
}

function translated(wording: Wording | undefined): string | undefined {
  const template = wording === undefined ? undefined : japanese[wording.template]
  if (wording === undefined || template === undefined) return undefined
  // An argument may itself be a sentence.
  const args = wording.args.map((arg) => japanese[arg] ?? arg)
  return fill(template, aboutRoles.has(wording.template) ? args.map(rolesInJapanese) : args)
}

const aboutRoles: ReadonlySet<string> = new Set(['As {0} you may not do this ({1})', 'It takes one of the roles: {0}'])
const roles: Readonly<Record<string, string>> = {
  reader: '閲覧者',
  developer: '開発者',
  approver: '承認者',
  admin: '管理者',
}

function rolesInJapanese(names: string): string {
  return names
    .split(', ')
    .map((name) => roles[name] ?? name)
    .join('、')
}
