import type { Evidence } from '#contract/gate-evidence.ts'
import { changedManifests } from './changed-manifests.ts'

type Value = Evidence['values'][number]
type Commit = Evidence['commits'][number]

/** What a gate would change in one application, as the summary shows it. */
export interface ApplicationChange {
  readonly application: string
  readonly deploys: boolean
  /** Pipelines of held stages that do not deploy. */
  readonly pipelines: readonly string[]
  /** The version that runs now, and the commit that would run. */
  readonly from?: string
  readonly to?: string
  /** Whether this is the first deployment there. */
  readonly isFirst: boolean
  readonly commits: readonly Commit[]
  /** Commits that run now and that the release does not contain. */
  readonly takenBack: readonly Commit[]
  readonly manifests: number
  readonly added: number
  readonly removed: number
  /** Whether an image changes. It is only a flag, since a digest means nothing to people. */
  readonly hasNewImage: boolean
  /** Changed values, without digests. */
  readonly values: readonly Value[]
}

const digest = /^(?:sha256:[0-9a-f]{64}|[0-9a-f]{40})$/

/** What would change, by application, in the order of the stages. */
export function changesOf(evidence: Evidence): readonly ApplicationChange[] {
  const changed = changedManifests(evidence)
  const applications = [...new Set(evidence.stages.map(({ application }) => application))]
  return applications.map((application) => {
    const isOwn = (one: { readonly application: string }): boolean => one.application === application
    const stages = evidence.stages.filter(isOwn)
    const files = changed.filter(isOwn)
    const values = evidence.values.filter(isOwn)
    const commits = evidence.commits.filter(isOwn)
    const from = evidence.running.find(isOwn)?.version
    const to = commits[0]?.commit.slice(0, 7)
    return {
      application,
      deploys: stages.some(({ deploys }) => deploys),
      pipelines: stages.filter(({ deploys }) => !deploys).map(({ pipeline }) => pipeline),
      ...(from === undefined ? {} : { from }),
      ...(to === undefined ? {} : { to }),
      isFirst: from === undefined && stages.some(({ deploys }) => deploys),
      commits,
      takenBack: evidence.takenBack.filter(isOwn),
      manifests: files.length,
      added: files.reduce((sum, file) => sum + file.added, 0),
      removed: files.reduce((sum, file) => sum + file.removed, 0),
      hasNewImage: values.some(({ now, after }) => digest.test(after) && now !== ''),
      values: values.filter(({ after }) => !digest.test(after)),
    }
  })
}

/** Whether deploying an application would change nothing. Stages that do not deploy, such as a check, may still run. */
export function isUntouched({ deploys, isFirst, manifests, commits, takenBack, values }: ApplicationChange): boolean {
  return deploys && !isFirst && manifests === 0 && [commits, takenBack, values].every(({ length }) => length === 0)
}
