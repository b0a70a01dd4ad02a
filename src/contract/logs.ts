import { z } from 'zod'
import { logIndexSchema } from '#domain/logs/log-index.ts'
import { endpoint } from './endpoint.ts'

const ofStep = '/apis/v1/projects/:project/logs/:taskRun/:retry/:step' as const
const ofRun = '/apis/v1/projects/:project/runs/:run/logs' as const
const flag = z.enum(['0', '1']).default('0')
/** The query; patterns are RE2's, without lookarounds and back-references. */
const words = {
  words: z.string().max(1000).default(''),
  case: flag,
  word: flag,
  regexp: flag,
  /** Where to continue, from the previous answer. */
  after: z.string().max(100).default(''),
}

/** The address of a step's log: one for each attempt of the run and each retry of the TaskRun. */
export const stepLogAddressSchema = z.object({
  attempt: z.number(),
  stage: z.string(),
  task: z.string(),
  taskRun: z.string(),
  retry: z.number(),
  step: z.string(),
  state: z.enum(['waiting', 'running', 'succeeded', 'failed']),
})

/**
 * Where the lines of a log are, so that any part can be read. Without `index` the log is small enough to be read as a
 * whole; with `more` the index is incomplete, and the next answer continues it.
 */
export const readLogIndex = endpoint({
  name: 'readLogIndex',
  method: 'GET',
  path: `${ofStep}/index`,
  access: 'project.read',
  summary: 'Where the lines of a large step log are',
  answer: 'json',
  query: z.object({ above: z.coerce.number().int().nonnegative().default(0) }),
  response: z.object({
    size: z.number(),
    /** Whether there is a log: one was written and has not been removed. */
    written: z.boolean(),
    index: logIndexSchema.optional(),
    more: z.boolean(),
  }),
})

/** The line number of each hit, from 0. An answer covers a part of the log; `after` asks for the next, until `end`. */
export const searchLog = endpoint({
  name: 'searchLog',
  method: 'GET',
  path: `${ofStep}/search`,
  access: 'project.read',
  summary: 'Finds words, or lines of levels, in a step log on the server',
  answer: 'json',
  query: z.object({ ...words, levels: z.string().max(100).default('') }),
  response: z.object({ lines: z.array(z.number()), after: z.string(), end: z.boolean() }),
})

/** A line with a hit: its number from 0, its time as in the log, its text. */
export const logHitSchema = z.object({ line: z.number(), time: z.string(), text: z.string() })

/** Hits in all logs of a run, part by part; `count` is exact, `hits` are the first ones of each part. */
export const searchRunLogs = endpoint({
  name: 'searchRunLogs',
  method: 'GET',
  path: `${ofRun}/search`,
  access: 'project.read',
  summary: 'Finds words in all step logs of a run',
  answer: 'json',
  query: z.object(words),
  response: z.object({
    steps: z.array(z.object({ log: stepLogAddressSchema, count: z.number(), hits: z.array(logHitSchema) })),
    after: z.string(),
    end: z.boolean(),
    /** How many of the run's logs have been searched completely. */
    read: z.number(),
    logs: z.number(),
  }),
})

/** All logs of a run, including those of earlier attempts and tries. */
export const listRunLogs = endpoint({
  name: 'listRunLogs',
  method: 'GET',
  path: ofRun,
  access: 'project.read',
  summary: 'Step logs that a run has written',
  answer: 'json',
  response: z.array(stepLogAddressSchema),
})

/** Downloads have no session, so the browser gets an address signed for one minute; with a step, for its log alone. */
export const linkRunLogs = endpoint({
  name: 'linkRunLogs',
  method: 'GET',
  path: `${ofRun}/link`,
  access: 'project.read',
  summary: 'An address from which the logs of a run can be downloaded for a minute',
  answer: 'json',
  query: z.object({
    taskRun: z.string().max(300).optional(),
    retry: z.coerce.number().int().nonnegative().default(0),
    step: z.string().max(300).optional(),
    /** Of one log: its lines as people read them, instead of as written. */
    plain: z.enum(['0', '1']).default('0'),
  }),
  response: z.object({ url: z.string() }),
})

/** The logs as written (CRI lines, secrets masked): a `.tar.gz` of all, or one file; on request without times and colours. */
export const downloadRunLogs = endpoint({
  name: 'downloadRunLogs',
  method: 'GET',
  path: '/apis/v1/log-downloads/:grant',
  access: 'signed-url',
  summary: 'Downloads logs of a run',
  answer: 'bytes',
  response: z.unknown(),
})

export const readDeploymentLog = endpoint({
  name: 'readDeploymentLog',
  method: 'GET',
  path: '/apis/v1/projects/:project/deployments/:application/:deployment/log',
  access: 'project.read',
  summary: "The application's own log as bytes, from an offset, followed when asked",
  answer: 'bytes',
  query: z.object({ from: z.coerce.number().int().nonnegative().default(0), follow: z.enum(['0', '1']).default('0') }),
  response: z.unknown(),
})
