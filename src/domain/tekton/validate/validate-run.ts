import type { Finding } from '#domain/problem.ts'
import type { PipelineRun } from '../pipeline.ts'
import { findApprovalErrors } from './approvals.ts'
import { findInChildren } from './children.ts'
import { findContainerErrors } from './containers.ts'
import { findDeclarationErrors } from './declarations.ts'
import { findUnsupportedFields } from './fields.ts'
import { findGraphErrors } from './graph.ts'
import { findMatrixErrors } from './matrix.ts'
import { findParamTypeErrors } from './param-types.ts'
import { findReferenceErrors } from './references.ts'
import { findStepErrors } from './steps.ts'
import { findUsageErrors } from './usage.ts'
import { findValueErrors } from './values.ts'
import { findWhenErrors } from './when.ts'

/** Returns everything that keeps a PipelineRun from running as written, by field path. Errors forbid the run, warnings do not. */
export function validateRun(run: PipelineRun): readonly Finding[] {
  return [
    ...findUnsupportedFields(run),
    ...findGraphErrors(run),
    ...findStepErrors(run),
    ...findContainerErrors(run),
    ...findDeclarationErrors(run),
    ...findValueErrors(run),
    ...findParamTypeErrors(run),
    ...findMatrixErrors(run),
    ...findReferenceErrors(run),
    ...findUsageErrors(run),
    ...findWhenErrors(run),
    ...findApprovalErrors(run),
    ...findInChildren(run, validateRun),
  ]
}
