import { z } from 'zod'
import { idSchema } from '#domain/ids.ts'
import { findingSchema } from '#domain/problem.ts'
import { endpoint } from './endpoint.ts'

/** The new text of each changed file, by path below the module's root; null deletes the file. */
const changedFilesSchema = z.record(
  z.string().regex(/^(?!.*(?:^|\/)\.\.?(?:\/|$))[^/].*$/),
  z.string().max(1_000_000).nullable(),
)
export type ChangedFiles = z.infer<typeof changedFilesSchema>

export const readWorkingCopy = endpoint({
  name: 'readWorkingCopy',
  method: 'GET',
  path: '/apis/v1/projects/:project/module-working-copy',
  access: 'repository.push',
  summary:
    'The newest files of a module whose repository the platform hosts, without what it has vendored: what its author edits',
  answer: 'json',
  query: z.object({ module: z.string() }),
  response: z.object({
    repository: z.string(),
    branch: z.string(),
    commit: z.string(),
    /** The path that the module declares. */
    path: z.string(),
    /** The module's folder in its repository. */
    directory: z.string(),
    files: z.record(z.string(), z.string()),
  }),
})

/** Commits keep their ids, so the module stays at its revision. From then on it is edited and updated here. */
export const forkModule = endpoint({
  name: 'forkModule',
  method: 'POST',
  path: '/apis/v1/projects/:project/modules/fork',
  access: 'repository.push',
  summary:
    'Copies the repository of a module, with branches, tags and history, to one that the platform keeps, and takes the module from there',
  answer: 'json',
  body: z.object({ module: z.string(), repository: idSchema }),
  response: z.object({ repository: z.string() }),
  audit: ['module', 'repository'],
})

export const checkModuleFiles = endpoint({
  name: 'checkModuleFiles',
  method: 'POST',
  path: '/apis/v1/projects/:project/module-working-copy/check',
  access: 'repository.push',
  summary: 'What the evaluator says about a module with changed files, each with file, line and column',
  answer: 'json',
  body: z.object({ module: z.string(), commit: z.string(), files: changedFilesSchema }),
  response: z.object({ findings: z.array(findingSchema) }),
  audit: false,
})

/** One part of a golden test: passed, or the difference. `actual` is what the file must contain to pass. */
const goldenOutcomeSchema = z.object({
  testCase: z.string(),
  part: z.enum(['setup', 'main', 'pipelines']),
  passed: z.boolean(),
  file: z.string(),
  actual: z.string(),
  differences: z.array(
    z.object({ document: z.string(), expected: z.string().optional(), actual: z.string().optional() }),
  ),
  reason: z.object({ message: z.string(), fix: z.string().optional() }).optional(),
})
export type GoldenOutcomeAnswer = z.infer<typeof goldenOutcomeSchema>

export const testModuleFiles = endpoint({
  name: 'testModuleFiles',
  method: 'POST',
  path: '/apis/v1/projects/:project/module-working-copy/test',
  access: 'repository.push',
  summary: 'Runs the golden tests of a module with changed files',
  answer: 'json',
  body: z.object({ module: z.string(), commit: z.string(), files: changedFilesSchema }),
  response: z.object({ outcomes: z.array(goldenOutcomeSchema) }),
  audit: false,
})

export const formatCue = endpoint({
  name: 'formatCue',
  method: 'POST',
  path: '/apis/v1/projects/:project/format-cue',
  access: 'project.read',
  summary: 'A CUE file in the way that `cue fmt` writes it',
  answer: 'json',
  body: z.object({ file: z.string(), text: z.string().max(1_000_000) }),
  response: z.object({ text: z.string() }),
  audit: false,
})

/** Answers `version-conflict` if the branch has moved since `commit`, so that nothing is overwritten. */
export const commitModuleFiles = endpoint({
  name: 'commitModuleFiles',
  method: 'POST',
  path: '/apis/v1/projects/:project/module-working-copy/commit',
  access: 'repository.push',
  summary: 'Commits changed files of a module to its branch as the person',
  answer: 'json',
  body: z.object({
    module: z.string(),
    commit: z.string(),
    message: z.string().trim().min(1).max(2000),
    files: changedFilesSchema,
  }),
  response: z.object({ commit: z.string(), branch: z.string() }),
  audit: ['module', 'message'],
})
