import { z } from 'zod'
import { fieldSchema } from '#domain/adapters/catalog/description.ts'
import { pinnedCommitSchema } from '#domain/run/snapshot.ts'
import { runSchema } from '#domain/run/state.ts'
import { resolvedParameterSchema } from '#domain/parameters/resolved.ts'
import { findingSchema } from '#domain/problem.ts'
import { endpoint } from './endpoint.ts'

/** A manifest compared with the one last deployed; '' if one side has none. */
const plannedManifestSchema = z.object({ path: z.string(), now: z.string(), after: z.string() })

/** A value that differs from the last deployed version's; secrets are references. */
const plannedValueSchema = z.object({ parameter: z.string(), now: z.string(), after: z.string(), setBy: z.string() })

/** A task whose `when` is known before the run: it will be skipped, or that depends on earlier tasks. */
const plannedTaskSchema = z.object({ task: z.string(), verdict: z.enum(['skips', 'depends']), why: z.string() })

const plannedStageSchema = z.object({
  stage: z.string(),
  application: z.string(),
  deployment: z.string(),
  environment: z.string(),
  pipeline: z.string(),
  /** Stages that must succeed first. */
  after: z.array(z.string()),
  /** Keys of the gates that it waits for. */
  gates: z.array(z.string()),
  tasks: z.array(plannedTaskSchema),
  parameters: z.array(resolvedParameterSchema),
  commits: z.array(pinnedCommitSchema),
  manifests: z.array(plannedManifestSchema),
  values: z.array(plannedValueSchema),
  /** The last deployed version, to which manifests and values are compared. */
  deployed: z.object({ version: z.string(), run: z.string(), number: z.number().int(), at: z.string() }).optional(),
  findings: z.array(findingSchema),
})
export type PlannedStage = z.infer<typeof plannedStageSchema>

const plannedGateSchema = z.object({
  key: z.string(),
  title: z.string(),
  environment: z.string(),
  required: z.number().int(),
  /** How many more people with the right to approve it would need to open, if the caller requested the run. */
  missing: z.number().int(),
  /** Demanded by the environment, not by the line. */
  live: z.boolean(),
  holds: z.array(z.string()),
  /** Why the environment takes no release now, and when it will again. */
  closed: z.object({ why: z.enum(['freeze', 'outside-window']), until: z.string().optional() }).optional(),
})
export type PlannedGate = z.infer<typeof plannedGateSchema>

/** What a run would do if it were started now; nothing is stored. */
export const runPlanSchema = z.object({
  line: z.string(),
  version: z.number().int(),
  inputs: z.record(z.string(), z.string()),
  /** In an order in which they can run. */
  stages: z.array(plannedStageSchema),
  /** Stages that are disabled on the line. */
  disabled: z.array(z.string()),
  gates: z.array(plannedGateSchema),
  notProven: z.array(z.string()),
  /** Digest of everything that would be frozen: equal plans have equal digests. */
  digest: z.string(),
})
export type RunPlan = z.infer<typeof runPlanSchema>

export const readStartForm = endpoint({
  name: 'readStartForm',
  method: 'GET',
  path: '/apis/v1/projects/:project/lines/:line/start-form',
  access: 'project.read',
  summary: 'What can be filled in before a run: the inputs of a version of the line, and what was used last',
  answer: 'json',
  query: z.object({ version: z.coerce.number().int().positive().optional() }),
  response: z.object({
    version: z.number().int(),
    /** The version that a run starts by default. */
    newest: z.number().int(),
    inputs: z.array(
      z.object({
        name: z.string(),
        type: z.string(),
        description: z.string(),
        default: z.string().optional(),
        /** The adapter's description of the parameter that it fills. */
        field: fieldSchema.optional(),
        /** Repositories of which the input is a revision. */
        repositories: z.array(z.string()),
      }),
    ),
    /** Values of the line's newest run. */
    last: z.object({ run: z.string(), number: z.number().int(), inputs: z.record(z.string(), z.string()) }).optional(),
  }),
})
export type StartForm = z.infer<typeof readStartForm.response>

export const planRun = endpoint({
  name: 'planRun',
  method: 'POST',
  path: '/apis/v1/projects/:project/lines/:line/plan',
  access: 'run.start',
  summary: 'Dry run: freezes, compiles and validates all that a run would, and says what it would do; nothing runs',
  answer: 'json',
  body: z.object({
    inputs: z.record(z.string(), z.string()),
    /** Version number of the line; by default the newest. */
    version: z.number().int().positive().optional(),
  }),
  response: runPlanSchema,
  audit: false,
})

const rollbackSchema = z.object({
  /** The run to roll back to, and its stage that deployed the version. */
  run: z.string(),
  stage: z.string(),
})

export const planRollback = endpoint({
  name: 'planRollback',
  method: 'POST',
  path: '/apis/v1/projects/:project/deployments/:application/:deployment/rollback-plan',
  access: 'run.start',
  summary: 'What a roll back to the version of an earlier run would do; nothing runs',
  answer: 'json',
  body: rollbackSchema,
  response: runPlanSchema,
  audit: false,
})

export const rollBack = endpoint({
  name: 'rollBack',
  method: 'POST',
  path: '/apis/v1/projects/:project/deployments/:application/:deployment/rollback',
  access: 'run.start',
  summary: 'Runs the stage that deployed an earlier version again, with what it had frozen; gates hold it as ever',
  answer: 'json',
  body: rollbackSchema.extend({
    note: z.string().max(500).default(''),
    /** The same key never starts two runs. */
    idempotencyKey: z.string().min(8).max(100),
  }),
  response: runSchema,
  status: 201,
  audit: ['run', 'stage', 'note'],
})

export const listRefs = endpoint({
  name: 'listRefs',
  method: 'GET',
  path: '/apis/v1/projects/:project/repositories/:repository/refs',
  access: 'run.start',
  summary: 'Branches and tags of a repository of the project, hosted here or elsewhere',
  answer: 'json',
  response: z.object({ branches: z.array(z.string()), tags: z.array(z.string()), defaultBranch: z.string() }),
})
