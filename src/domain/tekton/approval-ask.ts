import { z } from 'zod'
import type { Param, ParamValue } from './values/params.ts'
import { substituteList, substituteValue, type Lookup } from './values/substitute.ts'

/** What an approval task asks, and whom: its parameters with their values. */
export const approvalAskSchema = z.object({
  description: z.string(),
  /** People by id or address, teams as `group:<team>`; if empty, everyone who decides at gates may answer. */
  approvers: z.array(z.string()),
  required: z.number().int().min(1),
})
export type ApprovalAsk = z.infer<typeof approvalAskSchema>

/**
 * Reads the parameters of an approval task; references unknown to `lookup` stay as written. Returns a text if the question is invalid, saying why.
 */
export function readApprovalAsk(params: readonly Param[] = [], lookup: Lookup = () => undefined): ApprovalAsk | string {
  const written = (name: string): ParamValue | undefined => params.find((param) => param.name === name)?.value
  const approvers = written('approvers') ?? []
  const listed = typeof approvers === 'string' ? [approvers] : approvers
  if (!Array.isArray(listed)) return 'The parameter "approvers" is no list'
  const textOf = (name: string): string => {
    const value = substituteValue(written(name) ?? '', lookup)
    return typeof value === 'string' ? value.trim() : ''
  }
  const required = textOf('numberOfApprovalsRequired')
  if (required !== '' && !/^[1-9]\d{0,3}$/.test(required))
    return `The parameter "numberOfApprovalsRequired" is no number of people: ${required}`
  return {
    description: textOf('description'),
    approvers: substituteList(listed, lookup).flatMap((name) => (name.trim() === '' ? [] : [name.trim()])),
    required: required === '' ? 1 : Number(required),
  }
}
