import type { Evidence } from '#contract/gate-evidence.ts'
import { lineAt, nextCommentId, type CommentPlace } from '#domain/gates/line-comments.ts'
import { problem, type Problem } from '#domain/problem.ts'
import { err, ok, type Result } from '#domain/result.ts'
import type { RunEvent } from '#domain/run/events.ts'
import { say } from '#domain/sentence.ts'
import { gateRunOf } from './gate-views.ts'
import { personOf, waitingGate, type Click } from './gate-votes.ts'

/** A comment on a line as it was sent, with the evidence in which the line was seen. */
export interface CommentRequest extends CommentPlace {
  readonly comment: string
  readonly evidence: string
}

/** The events of a comment on a manifest's line, or why that line does not exist now. */
export function commentEvents(
  { run, demanded, member, at }: Click,
  shown: Evidence | undefined,
  { evidence, comment, application, path, side, line }: CommentRequest,
): Result<readonly RunEvent[], Problem> {
  const state = waitingGate(run, demanded.key, evidence)
  if (!state.ok) return state
  const file = shown?.manifests.find((one) => one.application === application && one.path === path)
  if (file === undefined)
    return err(
      problem('invalid-request', say`The gate shows no manifest ${path} of ${application}`, {
        place: { path: 'body.path' },
        fix: say`Look at the gate again`,
      }),
    )
  const text = lineAt(file, side, line)
  if (text === undefined)
    return err(
      problem('invalid-request', say`The manifest ${path} has no line ${line} there`, {
        place: { path: 'body.line' },
        fix: say`Look at the gate again`,
      }),
    )
  const id = nextCommentId(state.value.comments ?? [])
  const entry = { id, person: personOf(member), application, path, side, line, text, comment, at }
  return ok([{ kind: 'gate-commented', at, attempt: run.attempt, gate: demanded.key, comment: entry }])
}

/** The events by which somebody deletes their own comment. */
export function commentRemovedEvents(
  { run, demanded, member, at }: Click,
  id: string,
): Result<readonly RunEvent[], Problem> {
  const { state, comments = [] } = gateRunOf(run, demanded.key)
  const found = comments.find((comment) => comment.id === id)
  if (found === undefined) return err(problem('not-found', say`There is no comment ${id} at this gate`))
  if (found.person.id !== member.person.id)
    return err(problem('not-allowed', say`Only the author of a comment can remove it`))
  if (state !== 'waiting')
    return err(problem('not-possible-now', say`The gate has closed: what was said there stays with it`))
  return ok([{ kind: 'gate-comment-removed', at, attempt: run.attempt, gate: demanded.key, comment: id }])
}
